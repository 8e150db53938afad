package im.symbolon.messenger.xmpp;

import static im.symbolon.protocol.Namespaces.CLIENT;

import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How stanzas are written (RFC 6120 §8). */
final class Stanzas {
  private Stanzas() {}

  static XmlElement message(OutgoingStanza out) {
    return XmlElement.element(CLIENT, "message")
        .with("to", out.to().toString())
        .with("id", out.id())
        .with("type", out.type().name().toLowerCase(Locale.ROOT))
        .with(out.extensions())
        .build();
  }

  /** A request; without an addressee it goes to the own account (RFC 6120 §8.1.1.1). */
  static XmlElement request(
      String id, IqType type, Optional<EntityAddress> to, XmlElement payload) {
    XmlElement.Builder iq = XmlElement.element(CLIENT, "iq");
    to.ifPresent(entity -> iq.with("to", entity.toString()));
    return iq.with("id", id)
        .with("type", type.name().toLowerCase(Locale.ROOT))
        .with(payload)
        .build();
  }

  static XmlElement result(XmlElement request, Optional<XmlElement> payload) {
    XmlElement.Builder iq = answer(request, "result");
    payload.ifPresent(iq::with);
    return iq.build();
  }

  static XmlElement error(XmlElement request, String type, String condition) {
    XmlElement defined = XmlElement.element(StanzaError.NAMESPACE, condition).build();
    return answer(request, "error")
        .with(XmlElement.element(CLIENT, "error").with("type", type).with(defined).build())
        .build();
  }

  private static XmlElement.Builder answer(XmlElement request, String type) {
    XmlElement.Builder iq = XmlElement.element(CLIENT, "iq").with("type", type);
    request.attribute("from").ifPresent(from -> iq.with("to", from));
    request.attribute("id").ifPresent(id -> iq.with("id", id));
    return iq;
  }

  /** A presence to one entity. */
  static XmlElement presence(EntityAddress to, Optional<String> type, List<XmlElement> content) {
    XmlElement.Builder presence = XmlElement.element(CLIENT, "presence").with("to", to.toString());
    type.ifPresent(text -> presence.with("type", text));
    return presence.with(content).build();
  }
}
