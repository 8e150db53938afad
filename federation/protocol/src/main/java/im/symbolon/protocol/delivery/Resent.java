package im.symbolon.protocol.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code <resent id='…' at='…'>text</resent>}: a message that was sent before, under its own id and
 * with its own time. One that is more than a text holds the elements of its content instead.
 *
 * @param at when it was written, in ms precision
 * @param place where it stands, to a device of one's own account
 * @param content what was sealed with it, its text first; at most {@value #MAX_ELEMENTS}
 */
public record Resent(
    MessageId id, Instant at, Optional<MessagePlace> place, List<XmlElement> content)
    implements RepairElement {
  /** As UTF-8; as long as a message may be. */
  public static final int MAX_TEXT_BYTES = 64 * 1024;

  static final int MAX_ELEMENTS = 100;
  static final String NAME = "resent";

  private static final long LAST_MS = 253_402_300_799_999L; // the end of the year 9999
  private static final int MAX_DIGITS = 15;
  private static final Shape SHAPE =
      Shape.of(Namespaces.DELIVERY, NAME, "id", "at", MessagePlace.CHAT, MessagePlace.FROM);

  public Resent {
    Objects.requireNonNull(id);
    at = at.truncatedTo(ChronoUnit.MILLIS);
    Objects.requireNonNull(place);
    content = List.copyOf(content);
    if (content.isEmpty() || content.size() > MAX_ELEMENTS || bytes(content) > MAX_TEXT_BYTES) {
      throw new IllegalArgumentException("not a content of a message");
    }
  }

  /** A text alone. */
  public Resent(MessageId id, Instant at, Optional<MessagePlace> place, String text) {
    this(id, at, place, List.of(Envelope.bodyOf(requireText(text))));
  }

  private static String requireText(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("not a text of a message");
    }
    return text;
  }

  private static long bytes(List<XmlElement> content) {
    return content.stream()
        .filter(each -> each.is(Namespaces.CLIENT, "body"))
        .mapToLong(each -> each.text().getBytes(UTF_8).length)
        .sum();
  }

  static Resent read(XmlElement element) throws ProtocolException {
    List<XmlElement> content = content(element);
    if (content.size() > MAX_ELEMENTS || bytes(content) > MAX_TEXT_BYTES) {
      throw new ProtocolException(Reason.OVERSIZED, "a message that is too long");
    }
    return new Resent(
        MessageId.parse(element.required("id")),
        time(element.required("at")),
        MessagePlace.read(element),
        content);
  }

  private static List<XmlElement> content(XmlElement element) throws ProtocolException {
    if (!element.children().isEmpty()) {
      SHAPE.attributes(element);
      if (!element.text().trim().isEmpty() || isText(element.children())) {
        throw new ProtocolException(Reason.MALFORMED, "a text is written as a text");
      }
      return element.children();
    }
    String text = SHAPE.leaf(element);
    if (text.isEmpty()) {
      throw new ProtocolException(Reason.MALFORMED, "a message without a text");
    }
    return List.of(Envelope.bodyOf(text));
  }

  private static boolean isText(List<XmlElement> content) {
    return content.size() == 1 && content.get(0).equals(Envelope.bodyOf(content.get(0).text()));
  }

  private static Instant time(String ms) throws ProtocolException {
    boolean digits =
        !ms.isEmpty()
            && ms.length() <= MAX_DIGITS
            && ms.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits) {
      throw new ProtocolException(Reason.MALFORMED, "not a time");
    }
    if (Long.parseLong(ms) > LAST_MS) {
      throw new ProtocolException(Reason.OUT_OF_RANGE, "a time that nobody will see");
    }
    return Instant.ofEpochMilli(Long.parseLong(ms));
  }

  @Override
  public XmlElement toXml() {
    XmlElement.Builder out =
        SHAPE.start().with("id", id.value()).with("at", Long.toString(at.toEpochMilli()));
    place.ifPresent(known -> known.write(out));
    return (isText(content) ? out.text(text()) : out.with(content)).build();
  }

  /** Its text; empty when it has none. */
  public String text() {
    return content.stream()
        .filter(each -> each.is(Namespaces.CLIENT, "body"))
        .map(XmlElement::text)
        .findFirst()
        .orElse("");
  }

  /** Without the text: messages do not belong into logs. */
  @Override
  public String toString() {
    return "Resent " + id;
  }
}
