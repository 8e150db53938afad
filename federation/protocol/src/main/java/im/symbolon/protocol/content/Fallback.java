package im.symbolon.protocol.content;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import java.util.BitSet;
import java.util.List;

/** What of a body is only for clients that do not know something else (XEP-0428). */
public final class Fallback {
  private static final int MAX_DIGITS = 9;

  /** More parts of one body are for nobody's good. */
  private static final int MAX_PARTS = 16;

  private Fallback() {}

  /**
   * Marks a part of the body.
   *
   * @param namespace of what it stands in for
   * @param end behind its last code point; it begins with the body
   */
  public static XmlElement beginning(String namespace, int end) {
    return XmlElement.element(Namespaces.FALLBACK, "fallback")
        .with("for", namespace)
        .with(
            XmlElement.element(Namespaces.FALLBACK, "body")
                .with("start", "0")
                .with("end", Integer.toString(end))
                .build())
        .build();
  }

  /** The body without what stands in for that; the whole body where nothing says so. */
  public static String cut(String body, String namespace, List<XmlElement> content) {
    int length = body.codePointCount(0, body.length());
    BitSet gone = new BitSet();
    for (XmlElement each : content) {
      if (each.is(Namespaces.FALLBACK, "fallback")
          && each.attribute("for").filter(namespace::equals).isPresent()) {
        mark(each, length, gone);
      }
    }
    return gone.isEmpty() ? body : without(body, gone);
  }

  private static void mark(XmlElement fallback, int length, BitSet gone) {
    if (fallback.children().isEmpty()) {
      gone.set(0, length);
    }
    List<XmlElement> parts = fallback.children("body");
    for (XmlElement each : parts.subList(0, Math.min(parts.size(), MAX_PARTS))) {
      int start = place(each, "start", 0);
      int end = place(each, "end", length);
      int till = Math.min(end, length);
      if (start >= 0 && start < till) {
        gone.set(start, till);
      }
    }
  }

  private static int place(XmlElement part, String which, int otherwise) {
    String digits = part.attribute(which).orElse("");
    if (digits.isEmpty()) {
      return otherwise;
    }
    boolean number =
        digits.length() <= MAX_DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Integer.parseInt(digits) : -1;
  }

  private static String without(String body, BitSet gone) {
    StringBuilder out = new StringBuilder();
    int[] all = body.codePoints().toArray();
    for (int i = gone.nextClearBit(0); i < all.length; i = gone.nextClearBit(i + 1)) {
      out.appendCodePoint(all[i]);
    }
    return out.toString();
  }
}
