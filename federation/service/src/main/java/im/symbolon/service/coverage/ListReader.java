package im.symbolon.service.coverage;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.WireFormat;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reads the device lists of an account one after the other: OMEMO's two, then the signed one. */
final class ListReader {
  private final PepItems items;
  private final boolean certain;

  private ListReader(PepItems items, boolean certain) {
    this.items = items;
    this.certain = certain;
  }

  /** Finds nothing at all when one of the lists could not be read for certain. */
  static ListReader certain(PepItems items) {
    return new ListReader(items, true);
  }

  /** A list that could not be read counts as none. */
  static ListReader lenient(PepItems items) {
    return new ListReader(items, false);
  }

  /** Calls back later, or never. */
  void find(BareJid account, Consumer<Optional<AccountLists.Lists>> then) {
    omemo(account, OmemoVersion.OMEMO_2, then, modern -> legacy(account, modern, then));
  }

  private void legacy(
      BareJid account, Set<DeviceId> modern, Consumer<Optional<AccountLists.Lists>> then) {
    omemo(
        account,
        OmemoVersion.LEGACY,
        then,
        legacy -> {
          SortedSet<DeviceId> all = new TreeSet<>(modern);
          all.addAll(legacy);
          signed(account, all, then);
        });
  }

  private void signed(
      BareJid account, SortedSet<DeviceId> announced, Consumer<Optional<AccountLists.Lists>> then) {
    items.find(
        account,
        Namespaces.DEVICES,
        found ->
            then.accept(
                found.isCertain() || !certain
                    ? Optional.of(
                        new AccountLists.Lists(SignedLists.list(found, account), announced))
                    : Optional.empty()));
  }

  private void omemo(
      BareJid account,
      OmemoVersion version,
      Consumer<Optional<AccountLists.Lists>> whenUncertain,
      Consumer<Set<DeviceId>> then) {
    WireFormat format = WireFormat.of(version);
    items.find(
        account,
        format.devicesNode(),
        found -> {
          Optional<Set<DeviceId>> devices = devices(format, found);
          if (devices.isPresent() || !certain) {
            then.accept(devices.orElse(Set.of()));
          } else {
            whenUncertain.accept(Optional.empty());
          }
        });
  }

  private static Optional<Set<DeviceId>> devices(WireFormat format, PepItems.Found found) {
    if (!found.isCertain()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          found.content().isPresent()
              ? format.decodeDevices(found.content().get()).devices()
              : Set.of());
    } catch (ProtocolException e) {
      return Optional.empty(); // some other client may well read it
    }
  }
}
