package im.symbolon.protocol.omemo;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;

/**
 * Names one message within one chat and sender: 1 to {@value #MAX_LENGTH} of {@code A–Z a–z 0–9 -
 * _}. It travels inside the envelope, because ids outside can be chosen by servers and strangers.
 *
 * <p>{@code <id xmlns='urn:symbolon:delivery:0' value='…' l='…'/>}; what {@code l} says, see {@link
 * im.symbolon.protocol.devices.ListTags}.
 */
public record MessageId(String value) {
  public static final int MAX_LENGTH = 64;

  public MessageId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("not a message id");
    }
  }

  /**
   * Reads an id.
   *
   * @throws ProtocolException MALFORMED
   */
  public static MessageId parse(String text) throws ProtocolException {
    if (!isValid(text)) {
      throw new ProtocolException(Reason.MALFORMED, "not a message id");
    }
    return new MessageId(text);
  }

  static boolean isCarriedBy(XmlElement element) {
    return element.is(Namespaces.DELIVERY, "id");
  }

  static MessageId decode(XmlElement element) throws ProtocolException {
    return parse(element.required("value"));
  }

  /** The element for the envelope's content. */
  public XmlElement toElement() {
    return XmlElement.element(Namespaces.DELIVERY, "id").with("value", value).build();
  }

  private static boolean isValid(String text) {
    return !text.isEmpty()
        && text.length() <= MAX_LENGTH
        && text.chars().allMatch(MessageId::isAllowed);
  }

  private static boolean isAllowed(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }

  @Override
  public String toString() {
    return value;
  }
}
