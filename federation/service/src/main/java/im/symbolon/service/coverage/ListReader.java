package im.symbolon.service.coverage;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.WireFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads the device lists of an account one after the other: OMEMO's two, then the signed one. */
final class ListReader {
  private final PepItems items;

  ListReader(PepItems items) {
    this.items = items;
  }

  /**
   * What was read.
   *
   * @param isCertain false when one of the lists could not be read for certain, and counts as none
   */
  record Reading(AccountLists.Lists lists, boolean isCertain) {}

  /** The devices of one list, or of several. */
  private record Devices(Set<DeviceId> ids, boolean isCertain) {
    Devices and(Devices others) {
      Set<DeviceId> all = new TreeSet<>(ids);
      all.addAll(others.ids());
      return new Devices(all, isCertain && others.isCertain());
    }
  }

  /** Calls back later, or never. */
  void find(BareJid account, Consumer<Reading> then) {
    omemo(
        account,
        OmemoVersion.OMEMO_2,
        modern ->
            omemo(
                account, OmemoVersion.LEGACY, legacy -> signed(account, modern.and(legacy), then)));
  }

  private void signed(BareJid account, Devices announced, Consumer<Reading> then) {
    items.find(
        account,
        Namespaces.DEVICES,
        found ->
            then.accept(
                new Reading(
                    new AccountLists.Lists(
                        SignedLists.list(found, account), new TreeSet<>(announced.ids())),
                    announced.isCertain() && found.isCertain())));
  }

  private void omemo(BareJid account, OmemoVersion version, Consumer<Devices> then) {
    WireFormat format = WireFormat.of(version);
    items.find(account, format.devicesNode(), found -> then.accept(devices(format, found)));
  }

  private static Devices devices(WireFormat format, PepItems.Found found) {
    try {
      Set<DeviceId> devices =
          found.content().isPresent()
              ? format.decodeDevices(found.content().get()).devices()
              : Set.of();
      return new Devices(devices, found.isCertain());
    } catch (ProtocolException e) {
      return new Devices(Set.of(), false); // some other client may well read it
    }
  }
}
