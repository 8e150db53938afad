package im.symbolon.service.mailbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Predicate;
import org.dom4j.Attribute;
import org.dom4j.Element;
import org.xmpp.packet.Message;

/**
 * A message as it is kept.
 *
 * @param text XML
 * @param digest SHA-256 in hexadecimal digits, of the sender, the id and everything that the sender
 *     put in: the same for each copy of one message, whatever is added on the way
 * @param bytes how long the text is in UTF-8
 */
record StanzaText(String text, String digest, int bytes) {
  /** More than that is not kept, in UTF-8 (REVIEW 32). */
  static final int MAX_BYTES = 200 * 1024;

  private static final String DELAY = "urn:xmpp:delay";
  private static final String MUC_USER = "http://jabber.org/protocol/muc#user";

  /** A message from or to an account; empty when it is too large, too deep or no proper XML. */
  static Optional<StanzaText> ofAccount(Message message) {
    return of(message, each -> true);
  }

  /**
   * A message that a room sends out: without the occupant that this copy is for, and without what
   * anybody may have put in as if the room told who sent it (XEP-0313 §Business Rules, MUC).
   */
  static Optional<StanzaText> ofRoom(Message message) {
    return of(message, each -> !isAttribute(each, "to") && !isElement(each, "x", MUC_USER));
  }

  private static Optional<StanzaText> of(Message message, Predicate<Object> kept) {
    try {
      StanzaWriter written =
          new StanzaWriter(MAX_BYTES, each -> isAttribute(each, "to") || isDelay(each))
              .add(message.getElement(), kept);
      String text = written.toString();
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      return bytes <= MAX_BYTES
          ? Optional.of(new StanzaText(text, sha256(written.rest()), bytes))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** True for what somebody on the way kept for a while, such as a room's history. */
  static boolean isDelayed(Message message) {
    for (Object each : message.getElement().elements()) {
      if (isDelay(each)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDelay(Object node) {
    return isElement(node, "delay", DELAY) || isElement(node, "x", "jabber:x:delay");
  }

  private static boolean isAttribute(Object node, String name) {
    return node instanceof Attribute attribute && attribute.getQualifiedName().equals(name);
  }

  private static boolean isElement(Object node, String name, String namespace) {
    return node instanceof Element element
        && element.getName().equals(name)
        && element.getNamespaceURI().equals(namespace);
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}
