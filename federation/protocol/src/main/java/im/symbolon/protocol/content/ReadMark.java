package im.symbolon.protocol.content;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code <read xmlns='urn:symbolon:delivery:0' chat='…' author='…' id='…'/>}: tells other devices
 * of one's own account up to which message a chat was read. Contacts are told by {@code
 * <displayed>} (XEP-0333).
 */
public record ReadMark(BareJid chat, BareJid author, String id) {
  private static final String NAME = "read";
  private static final String DISPLAYED = "displayed";
  private static final Shape SHAPE = Shape.of(Namespaces.DELIVERY, NAME, "chat", "author", "id");

  public ReadMark {
    Objects.requireNonNull(chat);
    Objects.requireNonNull(author);
    if (!Pointer.isId(id)) {
      throw new IllegalArgumentException("not an id of a message");
    }
  }

  public XmlElement toXml() {
    return SHAPE
        .start()
        .with("chat", chat.toString())
        .with("author", author.toString())
        .with("id", id)
        .build();
  }

  public static boolean isNamed(XmlElement element) {
    return element.is(Namespaces.DELIVERY, NAME);
  }

  /**
   * Reads what {@link #toXml} wrote.
   *
   * @throws ProtocolException MALFORMED
   */
  public static ReadMark parse(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    String id = element.required("id");
    if (!Pointer.isId(id)) {
      throw new ProtocolException(Reason.MALFORMED, "not an id of a message");
    }
    return new ReadMark(
        BareJid.parse(element.required("chat")), BareJid.parse(element.required("author")), id);
  }

  /** What a contact is told. */
  public static XmlElement displayed(String id) {
    return XmlElement.element(Namespaces.MARKERS, DISPLAYED).with("id", id).build();
  }

  public static boolean isDisplayed(XmlElement element) {
    return element.is(Namespaces.MARKERS, DISPLAYED);
  }

  /** Up to which message a contact has read; the last one that is named. */
  public static Optional<String> displayedIn(List<XmlElement> content) {
    return content.stream()
        .filter(ReadMark::isDisplayed)
        .reduce((before, after) -> after)
        .flatMap(each -> each.attribute("id"))
        .filter(Pointer::isId);
  }
}
