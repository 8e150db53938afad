package im.symbolon.protocol.groups;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.ListTags;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.omemo.Route;
import im.symbolon.protocol.omemo.ServerElements;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code <words/>}: what a payload says that only devices of ours are to read. Who wrote it to
 * which room under which id is signed beside it, and not said again.
 */
public final class SealedWords {
  /** Lengths say no more than how many of these it takes. */
  static final int BUCKET = 256;

  private static final int CIPHER_PADDING = 1;
  private static final int MAX_TIME_DIGITS = 15;
  private static final String NAME = "words";
  private static final String TIME = "time";
  private static final String LISTS = "lists";
  private static final String PAD = "pad";

  private SealedWords() {}

  /** True for an element of this name, whatever is in it. */
  public static boolean isNamed(XmlElement element) {
    return element.is(Namespaces.GROUPS, NAME);
  }

  /**
   * Writes content, time and tags of an envelope, padded so that it is sealed to a whole number of
   * {@value #BUCKET} bytes.
   *
   * @throws IllegalStateException when the envelope has no time
   */
  public static XmlElement encode(Envelope envelope) {
    int least = padded(envelope, "").toXml().getBytes(StandardCharsets.UTF_8).length;
    int over = (least + CIPHER_PADDING) % BUCKET;
    char[] pad = new char[over == 0 ? 0 : BUCKET - over];
    Arrays.fill(pad, '-');
    return padded(envelope, new String(pad));
  }

  private static XmlElement padded(Envelope envelope, String pad) {
    Instant time =
        envelope.time().orElseThrow(() -> new IllegalStateException("words need a time"));
    XmlElement.Builder out = XmlElement.element(Namespaces.GROUPS, NAME);
    out.with(TIME, Long.toString(time.toEpochMilli()));
    envelope.tags().ifPresent(tags -> out.with(LISTS, tags.encode()));
    return out.with(PAD, pad).with(envelope.content()).build();
  }

  /**
   * Reads them as the envelope that they stand for. Elements that only servers may be sent are
   * dropped (XEP-0420 §8), as they are from an envelope.
   *
   * @param route the authenticated sender, and the room
   * @param id that was signed beside them
   * @throws ProtocolException MALFORMED
   */
  public static Envelope decode(XmlElement words, Route route, MessageId id)
      throws ProtocolException {
    if (!isNamed(words)) {
      throw new ProtocolException(Reason.MALFORMED, "not words");
    }
    List<XmlElement> content = new ArrayList<>(words.children());
    content.removeIf(ServerElements::includes);
    return Envelope.of(id, route, time(words.required(TIME)), content).tagged(tags(words));
  }

  private static Instant time(String millis) throws ProtocolException {
    if (millis.length() > MAX_TIME_DIGITS) {
      throw new ProtocolException(Reason.MALFORMED, "not a time");
    }
    int split = Math.max(0, millis.length() - 3);
    long seconds = split == 0 ? 0 : Numbers.parse(millis.substring(0, split), Numbers.MAX);
    return Instant.ofEpochSecond(seconds).plusMillis(Numbers.parse(millis.substring(split), 999));
  }

  /** What they say in a form that is not known here says nothing: the text is worth more. */
  private static Optional<ListTags> tags(XmlElement words) {
    try {
      return words.attribute(LISTS).isPresent()
          ? Optional.of(ListTags.parse(words.required(LISTS)))
          : Optional.empty();
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
