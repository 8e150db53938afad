package im.symbolon.service.mailbox;

import im.symbolon.protocol.Namespaces;
import java.util.Set;
import org.dom4j.Element;
import org.xmpp.packet.Message;

/** Which messages a mailbox is for. */
final class Keepable {
  private static final Set<String> TYPES = Set.of("error", "headline");
  private static final Set<String> FORBIDDING = Set.of("no-store", "no-permanent-store");

  /** Of group messages with sender keys; a direct child of the message (REVIEW 1). */
  private static final String GROUPS = "urn:symbolon:groups:0";

  private Keepable() {}

  /**
   * True for messages of a conversation that carry OMEMO of either version or a sealed group
   * message, with a body or without, and that ask not to be forgotten (XEP-0334).
   */
  static boolean test(Message message) {
    boolean sealed = false;
    for (Object each : message.getElement().elements()) {
      Element child = (Element) each;
      if (child.getNamespaceURI().equals(Namespaces.HINTS)
          && FORBIDDING.contains(child.getName())) {
        return false;
      }
      sealed |= isSealed(child);
    }
    return sealed && !TYPES.contains(message.getElement().attributeValue("type", "normal"));
  }

  private static boolean isSealed(Element child) {
    return switch (child.getNamespaceURI()) {
      case Namespaces.OMEMO_2, Namespaces.OMEMO_LEGACY -> child.getName().equals("encrypted");
      case GROUPS -> child.getName().equals("sealed");
      default -> false;
    };
  }
}
