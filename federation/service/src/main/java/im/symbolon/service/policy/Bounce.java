package im.symbolon.service.policy;

import java.util.Optional;
import org.dom4j.Element;
import org.dom4j.Namespace;
import org.dom4j.QName;
import org.xmpp.packet.IQ;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.Presence;

/** Tells a sender why a stanza did not pass. */
public final class Bounce {
  private static final String STANZAS = "urn:ietf:params:xml:ns:xmpp-stanzas";

  private static final String CONDITION = "policy-violation";

  private Bounce() {}

  /** Whether a stanza is one of these. */
  public static boolean is(Packet packet) {
    Element error = packet.getElement().element("error");
    return error != null && error.element(QName.get(CONDITION, STANZAS)) != null;
  }

  /**
   * The error stanza, from the address that was written to; without anything of the content. Empty
   * for what must not be answered: errors, answers, presence that is no request.
   */
  public static Optional<Packet> of(Packet refused, Violation why) {
    if ("error".equals(refused.getElement().attributeValue("type"))) {
      return Optional.empty();
    }
    return stanza(refused)
        .map(
            answer -> {
              answer.setID(refused.getID());
              answer.setFrom(refused.getTo());
              answer.setTo(refused.getFrom());
              addError(answer.getElement(), why);
              return answer;
            });
  }

  /** RFC 6120 §8.3.3.12, which came after the host's list of conditions. */
  private static void addError(Element stanza, Violation why) {
    Element error = stanza.addElement("error").addAttribute("type", "cancel");
    error.addElement(CONDITION, STANZAS);
    error
        .addElement("text", STANZAS)
        .addAttribute(QName.get("lang", Namespace.XML_NAMESPACE), "en")
        .setText(why.sentence());
  }

  private static Optional<Packet> stanza(Packet refused) {
    if (refused instanceof Message) {
      Message message = new Message();
      message.setType(Message.Type.error);
      return Optional.of(message);
    }
    if (refused instanceof IQ iq && iq.isRequest()) {
      return Optional.of(new IQ(IQ.Type.error));
    }
    if (refused instanceof Presence presence && presence.getType() == Presence.Type.subscribe) {
      return Optional.of(new Presence(Presence.Type.error));
    }
    return Optional.empty();
  }
}
