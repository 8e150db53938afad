package im.symbolon.service.mailbox;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.groups.SealedElementCodec;
import java.util.Set;
import org.dom4j.Element;
import org.xmpp.packet.Message;

/** Which messages a mailbox is for. */
final class Keepable {
  private static final Set<String> TYPES = Set.of("error", "headline");
  private static final Set<String> FORBIDDING = Set.of("no-store", "no-permanent-store");

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

  /** The slot of a group message is a direct child of the message, too (REVIEW 1). */
  private static boolean isSealed(Element child) {
    return switch (child.getNamespaceURI()) {
      case Namespaces.OMEMO_2, Namespaces.OMEMO_LEGACY -> child.getName().equals("encrypted");
      case Namespaces.GROUPS -> child.getName().equals(SealedElementCodec.NAME);
      default -> false;
    };
  }
}
