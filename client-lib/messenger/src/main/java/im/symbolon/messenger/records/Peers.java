package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.DeviceListRecord;
import im.symbolon.messenger.records.wire.PeerRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.DeviceList;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** What accounts say about their devices: a list for each version of OMEMO. */
public final class Peers {
  private final Rows rows;

  public Peers(Rows rows) {
    this.rows = rows;
  }

  /** A device list and when it was heard. */
  public record KnownList(DeviceList list, Instant heardAt) {}

  /** The list of that version, when it was ever heard; it may have been empty. */
  public Optional<KnownList> list(BareJid account, OmemoVersion version) throws StoreException {
    for (DeviceListRecord each : load(account).getListsList()) {
      if (each.getVersion() == version.number()) {
        return Optional.of(Stored.read(() -> read(each)));
      }
    }
    return Optional.empty();
  }

  /** Replaces the list of that version; the others stay. */
  public void list(BareJid account, OmemoVersion version, DeviceList list, Instant now)
      throws StoreException {
    DeviceListRecord.Builder value =
        DeviceListRecord.newBuilder().setVersion(version.number()).setHeardAtMs(now.toEpochMilli());
    list.devices().forEach(device -> value.addDevices(device.value()));
    PeerRecord before = load(account);
    PeerRecord.Builder out = before.toBuilder().clearLists();
    before.getListsList().stream()
        .filter(each -> each.getVersion() != version.number())
        .forEach(out::addLists);
    save(account, out.addLists(value).build());
    if (!list.isEmpty()) {
      new PlainChats(rows).encrypted(account);
    }
  }

  /** True when anything was ever heard or asked about this account's devices. */
  public boolean isKnown(BareJid account) throws StoreException {
    return load(account).getListsCount() > 0;
  }

  /** True when the device is in any list that is known of its account. */
  public boolean lists(DeviceAddress device) throws StoreException {
    return load(device.account()).getListsList().stream()
        .anyMatch(list -> list.getDevicesList().contains(device.device().value()));
  }

  /** True once this account confirmed a message of ours. */
  public boolean confirms(BareJid account) throws StoreException {
    return load(account).getConfirms();
  }

  /** This account confirmed a message of ours; kept for those whose devices are known. */
  public void confirmed(BareJid account) throws StoreException {
    if (isKnown(account) && !confirms(account)) {
      save(account, load(account).toBuilder().setConfirms(true).build());
    }
  }

  /** The lists must be asked for again before they are used. */
  public void outdated(BareJid account) throws StoreException {
    PeerRecord found = load(account);
    PeerRecord.Builder out = found.toBuilder().clearLists();
    found.getListsList().forEach(each -> out.addLists(each.toBuilder().setHeardAtMs(0)));
    if (!out.build().equals(found)) {
      save(account, out.build());
    }
  }

  private static KnownList read(DeviceListRecord found) throws Exception {
    TreeSet<DeviceId> devices = new TreeSet<>();
    for (int id : found.getDevicesList()) {
      devices.add(DeviceId.of(id));
    }
    return new KnownList(DeviceList.of(devices), Instant.ofEpochMilli(found.getHeardAtMs()));
  }

  private PeerRecord load(BareJid account) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.DEVICE_LISTS, RowKey.of(account.toString()));
    return value.isPresent()
        ? Stored.read(() -> PeerRecord.parseFrom(value.get()))
        : PeerRecord.getDefaultInstance();
  }

  private void save(BareJid account, PeerRecord value) throws StoreException {
    rows.put(Tables.DEVICE_LISTS, RowKey.of(account.toString()), value.toByteArray());
  }
}
