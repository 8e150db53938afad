package im.symbolon.protocol.omemo;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.devices.ListTags;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is sealed into a payload: the content, and who wrote it to whom and when (XEP-0420 §4).
 *
 * <p>We write every affix. Foreign clients may leave out all of them (XEP-0384 §5.5.1); {@link
 * EnvelopeCheck} says which, and compares the others with the stanza. Until then they are claims.
 *
 * @param content elements with explicit namespaces, none of those that servers must see
 * @param id our message id; foreign clients have none
 * @param from the account that wrote it
 * @param to the account or room it was written to
 * @param time when it was sealed, in ms precision
 * @param padded whether there was padding
 * @param tags which signed device lists the sender used; only beside an id of ours
 */
public record Envelope(
    List<XmlElement> content,
    Optional<MessageId> id,
    Optional<BareJid> from,
    Optional<BareJid> to,
    Optional<Instant> time,
    boolean padded,
    Optional<ListTags> tags) {

  public Envelope {
    content = List.copyOf(content);
    Objects.requireNonNull(id);
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
    time = time.map(t -> t.truncatedTo(ChronoUnit.MILLIS));
    Objects.requireNonNull(tags);
  }

  /** One that says nothing about device lists. */
  public Envelope(
      List<XmlElement> content,
      Optional<MessageId> id,
      Optional<BareJid> from,
      Optional<BareJid> to,
      Optional<Instant> time,
      boolean padded) {
    this(content, id, from, to, time, padded, Optional.empty());
  }

  /** A complete envelope for sending; {@code content} is without the id. */
  public static Envelope of(MessageId id, Route route, Instant time, List<XmlElement> content) {
    return new Envelope(
        content,
        Optional.of(id),
        Optional.of(route.from()),
        Optional.of(route.to()),
        Optional.of(time),
        true);
  }

  /** The same, telling which device lists were used. */
  public Envelope tagged(Optional<ListTags> used) {
    return new Envelope(content, id, from, to, time, padded, used);
  }

  /** The text of the message, when it has one. */
  public Optional<String> body() {
    return content.stream()
        .filter(element -> element.is(Namespaces.CLIENT, "body"))
        .map(XmlElement::text)
        .findFirst();
  }

  /** An element holding a message's text. */
  public static XmlElement bodyOf(String text) {
    return XmlElement.element(Namespaces.CLIENT, "body").text(text).build();
  }

  @Override
  public String toString() {
    return "Envelope";
  }
}
