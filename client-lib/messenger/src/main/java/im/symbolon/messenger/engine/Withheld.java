package im.symbolon.messenger.engine;

import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What was sealed before a decision and is sent after it: the keys of devices that may not be
 * written to any more are taken out. Nothing that is authenticated changes by that.
 */
final class Withheld {
  private final Gate gate;

  Withheld(Gate gate) {
    this.gate = gate;
  }

  /** The entry as it may leave now; empty when nothing for the contact is left of it. */
  Optional<OutboxEntry> from(OutboxEntry entry) throws StoreException {
    EncryptedElement sealed = read(entry);
    Map<BareJid, List<KeyEntry>> kept = new TreeMap<>();
    int before = 0;
    int after = 0;
    for (Map.Entry<BareJid, List<KeyEntry>> each : sealed.keys().entrySet()) {
      List<KeyEntry> open = open(each.getKey(), each.getValue());
      before += each.getValue().size();
      after += open.size();
      if (!open.isEmpty()) {
        kept.put(each.getKey(), open);
      }
    }
    if (!kept.containsKey(entry.to())) {
      return Optional.empty();
    }
    return Optional.of(
        before == after
            ? entry
            : entry.sealed(
                children(new EncryptedElement(sealed.sender(), kept, sealed.payload()))));
  }

  private static List<XmlElement> children(EncryptedElement element) {
    return OmemoStanza.children(element);
  }

  private static EncryptedElement read(OutboxEntry entry) {
    try {
      return OmemoStanza.find(entry.sealed())
          .orElseThrow(() -> new IllegalStateException("a sealed stanza without OMEMO"));
    } catch (ProtocolException e) {
      throw new IllegalStateException("a sealed stanza that cannot be read", e);
    }
  }

  private List<KeyEntry> open(BareJid account, List<KeyEntry> entries) throws StoreException {
    List<KeyEntry> open = new ArrayList<>();
    for (KeyEntry each : entries) {
      if (gate.isOpenTo(new DeviceAddress(account, each.recipient()))) {
        open.add(each);
      }
    }
    return open;
  }
}
