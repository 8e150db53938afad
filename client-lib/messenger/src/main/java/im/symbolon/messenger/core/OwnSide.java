package im.symbolon.messenger.core;

import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.keys.IdentityKey;
import java.util.Optional;

/** The own account as the gate sees it, within one transaction; read when first asked about. */
final class OwnSide {
  private final OwnAccount record;
  private Optional<Known> known = Optional.empty();

  OwnSide(Rows rows) {
    this.record = new OwnAccount(rows);
  }

  /** What is stored. */
  private record Known(
      Membership membership, Optional<BareJid> account, Optional<SignedDeviceList> list) {}

  /** True unless this device was not linked, or was removed. */
  boolean maySpeak() throws StoreException {
    return known().membership().maySpeak();
  }

  /** True for devices of the own account, once the membership is known. */
  boolean isOwn(DeviceAddress device) throws StoreException {
    return known().account().filter(device.account()::equals).isPresent();
  }

  /** True when the accepted list has it. */
  boolean lists(DeviceAddress device) throws StoreException {
    return listed(device).isPresent();
  }

  /** False for a key that the accepted list contradicts. */
  boolean allows(DeviceAddress device, IdentityKey shown) throws StoreException {
    Optional<ListedDevice> listed = isOwn(device) ? listed(device) : Optional.empty();
    return !listed.filter(each -> !each.identity().isSameKeyAs(shown)).isPresent();
  }

  /** Names this state, for lines about it. */
  String occasion() throws StoreException {
    return known().membership() + ":" + record.since().toEpochMilli();
  }

  private Optional<ListedDevice> listed(DeviceAddress device) throws StoreException {
    return known().list().flatMap(list -> list.device(device.device()));
  }

  private Known known() throws StoreException {
    if (!known.isPresent()) {
      known = Optional.of(new Known(record.membership(), record.account(), record.accepted()));
    }
    return known.get();
  }
}
