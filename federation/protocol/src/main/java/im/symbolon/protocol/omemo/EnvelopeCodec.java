package im.symbolon.protocol.omemo;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.ListTags;
import im.symbolon.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code <envelope xmlns='urn:xmpp:sce:1'/>} (XEP-0420), as OMEMO profiles it (XEP-0384 §5.5.1).
 */
public final class EnvelopeCodec {
  /** The attribute of our id that holds them; on the wire in every message of ours. */
  private static final String TAGS = "l";

  private final Padding padding;

  public EnvelopeCodec(RandomBytes random) {
    this.padding = new Padding(random);
  }

  /**
   * Writes an envelope with all four affixes, padded anew each time.
   *
   * @throws IllegalStateException when an affix is missing, or the content holds an element that
   *     servers must see
   */
  public XmlElement encode(Envelope envelope) {
    XmlElement least = withPadding(envelope, "-");
    int length = least.toXml().getBytes(StandardCharsets.UTF_8).length - 1;
    return withPadding(envelope, padding.forLength(length));
  }

  /**
   * Reads an envelope; the affixes are claims until {@link EnvelopeCheck} has seen them. Elements
   * that only servers may be sent are dropped (XEP-0420 §8), unknown affixes are ignored, and
   * padding may be of any length.
   *
   * @throws ProtocolException MALFORMED
   */
  public static Envelope decode(XmlElement element) throws ProtocolException {
    if (!element.is(Namespaces.SCE, "envelope")) {
      throw new ProtocolException(Reason.MALFORMED, "not an envelope");
    }
    List<XmlElement> content = new ArrayList<>();
    Optional<MessageId> id = Optional.empty();
    Optional<ListTags> tags = Optional.empty();
    for (XmlElement child : element.only("content").children()) {
      if (MessageId.isCarriedBy(child)) {
        if (id.isPresent()) {
          throw new ProtocolException(Reason.MALFORMED, "two message ids");
        }
        id = Optional.of(MessageId.decode(child));
        tags = tags(child);
      } else if (!ServerElements.includes(child)) {
        content.add(child);
      }
    }
    Affixes affixes = new Affixes(element);
    return new Envelope(
        content,
        id,
        affixes.account("from"),
        affixes.account("to"),
        affixes.time(),
        affixes.padded(),
        tags);
  }

  /** What they say in a form that is not known here says nothing: the text is worth more. */
  private static Optional<ListTags> tags(XmlElement id) {
    try {
      return id.attributes().containsKey(TAGS)
          ? Optional.of(ListTags.parse(id.required(TAGS)))
          : Optional.empty();
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private static XmlElement id(Envelope envelope) {
    XmlElement id = envelope.id().orElseThrow(() -> missing("id")).toElement();
    XmlElement.Builder out = XmlElement.element(id.namespace(), id.name());
    id.attributes().forEach(out::with);
    envelope.tags().ifPresent(tags -> out.with(TAGS, tags.encode()));
    return out.build();
  }

  private static XmlElement withPadding(Envelope envelope, String characters) {
    XmlElement.Builder content = element("content").with(envelope.content());
    if (envelope.content().stream().anyMatch(ServerElements::includes)) {
      throw new IllegalStateException("the content holds an element for servers");
    }
    content.with(id(envelope));
    BareJid from = envelope.from().orElseThrow(() -> missing("from"));
    BareJid to = envelope.to().orElseThrow(() -> missing("to"));
    return element("envelope")
        .with(content.build())
        .with(element("rpad").text(characters).build())
        .with(Affixes.time(envelope.time().orElseThrow(() -> missing("time"))))
        .with(element("to").with("jid", to.toString()).build())
        .with(element("from").with("jid", from.toString()).build())
        .build();
  }

  private static IllegalStateException missing(String affix) {
    return new IllegalStateException("an envelope to send needs '" + affix + "'");
  }

  private static XmlElement.Builder element(String name) {
    return XmlElement.element(Namespaces.SCE, name);
  }
}
