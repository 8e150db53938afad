package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.LegacyElement;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
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
  private final BareJid own;

  Withheld(Gate gate, BareJid own) {
    this.gate = gate;
    this.own = own;
  }

  /**
   * The entry as it may leave now: itself when nobody has to be left out.
   *
   * @return empty when nothing for the contact is left of it
   */
  Optional<OutboxEntry> from(OutboxEntry entry) throws StoreException {
    List<OmemoElement> sealed = read(entry);
    List<OmemoElement> left = new ArrayList<>();
    boolean theirs = false;
    for (OmemoElement each : sealed) {
      Optional<? extends OmemoElement> open =
          each instanceof EncryptedElement omemo2
              ? open(omemo2)
              : open((LegacyElement) each, entry.to());
      open.ifPresent(left::add);
      theirs |= open.isPresent() && isFor(entry.to(), open.get());
    }
    if (!theirs) {
      return Optional.empty();
    }
    return Optional.of(left.equals(sealed) ? entry : entry.sealed(OmemoStanza.children(left)));
  }

  private static List<OmemoElement> read(OutboxEntry entry) {
    try {
      return OmemoStanza.find(entry.sealed());
    } catch (ProtocolException e) {
      throw new IllegalStateException("a sealed stanza that cannot be read", e);
    }
  }

  private Optional<EncryptedElement> open(EncryptedElement element) throws StoreException {
    Map<BareJid, List<KeyEntry>> kept = new TreeMap<>();
    for (Map.Entry<BareJid, List<KeyEntry>> each : element.keys().entrySet()) {
      for (KeyEntry key : each.getValue()) {
        if (gate.isOpenTo(new DeviceAddress(each.getKey(), key.recipient()))) {
          kept.computeIfAbsent(each.getKey(), a -> new ArrayList<>()).add(key);
        }
      }
    }
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of(new EncryptedElement(element.sender(), kept, element.payload()));
  }

  /** It does not say whose a device is. */
  private Optional<LegacyElement> open(LegacyElement element, BareJid contact)
      throws StoreException {
    List<KeyEntry> kept = new ArrayList<>();
    for (KeyEntry key : element.keys()) {
      if (mayStay(
          new DeviceAddress(contact, key.recipient()), new DeviceAddress(own, key.recipient()))) {
        kept.add(key);
      }
    }
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of(new LegacyElement(element.sender(), kept, element.iv(), element.payload()));
  }

  /** Of two with one id, both have to be open; and so have both persons, when neither is known. */
  private boolean mayStay(DeviceAddress theirs, DeviceAddress ours) throws StoreException {
    if (gate.knows(theirs) || gate.knows(ours)) {
      return !gate.isShutTo(theirs) && !gate.isShutTo(ours);
    }
    return gate.isOpenTo(theirs) && gate.isOpenTo(ours);
  }

  private boolean isFor(BareJid contact, OmemoElement element) throws StoreException {
    if (element instanceof EncryptedElement omemo2) {
      return omemo2.keys().containsKey(contact);
    }
    for (KeyEntry key : ((LegacyElement) element).keys()) {
      if (gate.knows(new DeviceAddress(contact, key.recipient()))) {
        return true;
      }
    }
    return false;
  }
}
