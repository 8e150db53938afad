package im.symbolon.protocol.omemo;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.uri.PersonUri;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a text names a person (XEP-0372, "mention"), sealed with it.
 *
 * @param begin in the text, in code points, from 0
 * @param end behind the last code point; greater than {@code begin}
 */
public record Mention(int begin, int end, BareJid who) {
  /** In one text; what is beyond is not read. */
  public static final int MAX = 50;

  private static final String NAME = "reference";
  private static final int MAX_DIGITS = 6;

  public Mention {
    Objects.requireNonNull(who);
    if (begin < 0 || end <= begin) {
      throw new IllegalArgumentException("a mention is somewhere in the text");
    }
  }

  /** True when the text is long enough to have it. */
  public boolean isIn(String text) {
    return end <= text.codePointCount(0, text.length());
  }

  /** The element, which stands beside the text's. */
  public XmlElement toXml() {
    return XmlElement.element(Namespaces.REFERENCES, NAME)
        .with("type", "mention")
        .with("begin", Integer.toString(begin))
        .with("end", Integer.toString(end))
        .with("uri", PersonUri.of(who))
        .build();
  }

  /**
   * Those that stand beside a text. Whatever is wrong, or of another kind, is passed over: the text
   * is worth reading without it.
   */
  public static List<Mention> in(List<XmlElement> content, String text) {
    List<Mention> found = new ArrayList<>();
    int length = text.codePointCount(0, text.length()); // once, however many are beyond it
    for (XmlElement each : content) {
      if (each.is(Namespaces.REFERENCES, NAME) && found.size() < MAX) {
        read(each).filter(mention -> mention.end() <= length).ifPresent(found::add);
      }
    }
    return Collections.unmodifiableList(found);
  }

  private static Optional<Mention> read(XmlElement element) {
    try {
      return element.required("type").equals("mention")
          ? Optional.of(
              new Mention(
                  place(element, "begin"),
                  place(element, "end"),
                  PersonUri.parse(element.required("uri"))))
          : Optional.empty();
    } catch (ProtocolException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int place(XmlElement element, String which) throws ProtocolException {
    String digits = element.required(which);
    if (digits.isEmpty()
        || digits.length() > MAX_DIGITS
        || !digits.chars().allMatch(each -> each >= '0' && each <= '9')) {
      throw new ProtocolException(Reason.MALFORMED, "not a place in a text");
    }
    return Integer.parseInt(digits);
  }
}
