package im.symbolon.world;

import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What went over a network, as anybody on the way can see it. */
record Traffic(List<OutgoingStanza> stanzas) {
  static Traffic of(World world) {
    return new Traffic(List.copyOf(world.network.seen));
  }

  Traffic since(Traffic before) {
    return new Traffic(stanzas.subList(before.stanzas.size(), stanzas.size()));
  }

  Traffic to(BareJid account) {
    return new Traffic(stanzas.stream().filter(s -> s.to().equals(account)).toList());
  }

  /** Those that carry no content. */
  Traffic empty() {
    return new Traffic(
        stanzas.stream()
            .filter(s -> elements(s).stream().allMatch(OmemoElement::isEmptyMessage))
            .toList());
  }

  OutgoingStanza only() {
    if (stanzas.size() != 1) {
      throw new AssertionError(stanzas.size() + " stanzas");
    }
    return stanzas.get(0);
  }

  OutgoingStanza with(String id) {
    return stanzas.stream().filter(s -> s.id().equals(id)).findFirst().orElseThrow();
  }

  static List<OmemoElement> elements(OutgoingStanza stanza) {
    try {
      return OmemoStanza.find(stanza.extensions());
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }

  static Set<OmemoVersion> versions(OutgoingStanza stanza) {
    return elements(stanza).stream().map(OmemoElement::version).collect(Collectors.toSet());
  }

  /** What is sealed for that phone. */
  static List<KeyEntry> keysFor(OutgoingStanza stanza, Phone phone) {
    DeviceAddress device = new DeviceAddress(phone.account(), phone.messenger.device());
    return elements(stanza).stream().flatMap(e -> e.entriesFor(device).stream()).toList();
  }
}
