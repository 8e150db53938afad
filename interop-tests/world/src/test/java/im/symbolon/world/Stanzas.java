package im.symbolon.world;

import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.StanzaError;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.SealedElementCodec;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Stanzas that are not quite what they were. */
final class Stanzas {
  private Stanzas() {}

  static IncomingStanza from(IncomingStanza in, EntityAddress from) {
    return new IncomingStanza(
        from,
        in.to(),
        in.id(),
        in.type(),
        in.origin(),
        in.delayedSince(),
        in.extensions(),
        in.error(),
        in.body());
  }

  static XmlElement sealed(OutgoingStanza stanza) {
    return stanza.extensions().stream()
        .filter(SealedElementCodec::isNamed)
        .findFirst()
        .orElseThrow();
  }

  /** With other bytes from there on in the sealed element; see {@code protocol.groups}. */
  static OutgoingStanza with(OutgoingStanza stanza, int at, byte... bytes) {
    return new OutgoingStanza(
        stanza.id(),
        stanza.to(),
        stanza.type(),
        stanza.extensions().stream()
            .map(each -> SealedElementCodec.isNamed(each) ? with(each, at, bytes) : each)
            .toList());
  }

  /** What stands there in a sealed element, for comparing. */
  static String bytes(XmlElement sealed, int from, int to) {
    return Arrays.toString(Arrays.copyOfRange(Base64.getDecoder().decode(sealed.text()), from, to));
  }

  /** With one bit of that byte turned round. */
  static OutgoingStanza flipped(OutgoingStanza stanza, int at) {
    byte[] now = Base64.getDecoder().decode(sealed(stanza).text());
    return with(stanza, at, (byte) (now[at] ^ 1));
  }

  private static XmlElement with(XmlElement sealed, int at, byte... bytes) {
    byte[] all = Base64.getDecoder().decode(sealed.text());
    System.arraycopy(bytes, 0, all, at, bytes.length);
    return XmlElement.element(sealed.namespace(), sealed.name())
        .text(Base64.getEncoder().encodeToString(all))
        .build();
  }

  static XmlElement with(XmlElement element, String attribute, String value) {
    XmlElement.Builder out = XmlElement.element(element.namespace(), element.name());
    TreeMap<String, String> attributes = new TreeMap<>(element.attributes());
    attributes.put(attribute, value);
    attributes.forEach(out::with);
    element.children().forEach(out::with);
    return out.text(element.text()).build();
  }

  /** Something that is said in a room. */
  static OutgoingStanza of(BareJid room, XmlElement content) {
    return new OutgoingStanza("said", room, OutgoingStanza.Type.GROUPCHAT, List.of(content));
  }

  /** As somebody's server gives it back. */
  static IncomingStanza returned(OutgoingStanza stanza, String condition) {
    return new IncomingStanza(
        EntityAddress.of(stanza.to()),
        EntityAddress.of(stanza.to()),
        Optional.of(stanza.id()),
        "error",
        IncomingStanza.Origin.LIVE,
        Optional.empty(),
        stanza.extensions(),
        Optional.of(new StanzaError(condition, "cancel", Optional.empty())),
        Optional.empty());
  }

  /** Base64 text of the same length. */
  static String flipped(String base64) {
    return (base64.charAt(0) == 'A' ? 'B' : 'A') + base64.substring(1);
  }

  /** What somebody said to an account, once more. */
  static IncomingStanza again(OutgoingStanza stanza, BareJid seemingly) {
    return Network.message(
        EntityAddress.of(seemingly),
        stanza.to(),
        stanza.id(),
        IncomingStanza.Origin.LIVE,
        stanza.extensions());
  }
}
