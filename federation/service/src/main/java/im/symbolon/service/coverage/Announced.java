package im.symbolon.service.coverage;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The devices that an account announces: those of its OMEMO lists, and when it has a signed list
 * only those of them that stand there, because no client of ours writes to any other.
 */
final class Announced implements Lookups.Source<Set<DeviceId>> {
  private final PepItems items;
  private final SignedLists signed;

  Announced(PepItems items) {
    this.items = items;
    this.signed = new SignedLists(items);
  }

  @Override
  public void find(BareJid account, Consumer<Set<DeviceId>> then) {
    omemo(
        account,
        OmemoVersion.OMEMO_2,
        modern ->
            omemo(
                account,
                OmemoVersion.LEGACY,
                legacy -> {
                  Set<DeviceId> all = new TreeSet<>(modern);
                  all.addAll(legacy);
                  onlySigned(account, all, then);
                }));
  }

  private void onlySigned(BareJid account, Set<DeviceId> all, Consumer<Set<DeviceId>> then) {
    signed.find(
        account,
        list -> {
          list.ifPresent(l -> all.removeIf(device -> !l.device(device).isPresent()));
          then.accept(all);
        });
  }

  private void omemo(BareJid account, OmemoVersion version, Consumer<Set<DeviceId>> then) {
    WireFormat format = WireFormat.of(version);
    items.current(account, format.devicesNode(), item -> then.accept(devices(format, item)));
  }

  private static Set<DeviceId> devices(WireFormat format, Optional<XmlElement> item) {
    try {
      return item.isPresent() ? format.decodeDevices(item.get()).devices() : Set.of();
    } catch (ProtocolException e) {
      return Set.of();
    }
  }
}
