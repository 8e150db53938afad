package im.symbolon.messenger.history;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Base64;
import java.util.Optional;

/**
 * {@code <history-part transfer after? next? passed total>} with messages in base64: the answer to
 * a {@link HistoryRequest}.
 *
 * @param question what it answers
 * @param next what to ask for after it; empty when it is the last one
 * @param passed how many lines were gone through by its end
 * @param total how many there are
 * @param items see {@link im.symbolon.messenger.records.HistoryItems}
 */
record HistoryPart(
    HistoryRequest question, Optional<Cursor> next, long passed, long total, Items items) {
  static final String NAME = "history-part";

  private static final Shape SHAPE =
      Shape.of(Namespaces.LINKING, NAME, "transfer", "after", "next", "passed", "total");
  private static final int MAX_BASE64 = 400 * 1024;
  private static final int MAX_DIGITS = 15;

  /** Bytes of items. */
  static final class Items {
    private final byte[] bytes;

    Items(byte[] owned) {
      this.bytes = owned;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  XmlElement encode() {
    XmlElement.Builder out =
        SHAPE
            .start()
            .with("transfer", question.transfer())
            .with("passed", Long.toString(passed))
            .with("total", Long.toString(total));
    question.after().ifPresent(cursor -> out.with("after", cursor.text()));
    next.ifPresent(cursor -> out.with("next", cursor.text()));
    return out.text(Base64.getEncoder().encodeToString(items.bytes())).build();
  }

  static HistoryPart decode(XmlElement element) throws ProtocolException {
    String text = SHAPE.leaf(element);
    if (text.length() > MAX_BASE64) {
      throw new ProtocolException(Reason.OVERSIZED, "too much history at once");
    }
    HistoryRequest question =
        new HistoryRequest(
            HistoryRequest.id(element.required("transfer")), Cursor.of(element, "after"));
    long passed = number(element.required("passed"));
    long total = number(element.required("total"));
    try {
      return new HistoryPart(
          question,
          Cursor.of(element, "next"),
          Math.min(passed, total),
          total,
          new Items(Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, "not base64", e);
    }
  }

  private static long number(String digits) throws ProtocolException {
    if (!digits.matches("[0-9]{1," + MAX_DIGITS + "}")) {
      throw new ProtocolException(Reason.MALFORMED, "not a number of lines");
    }
    return Long.parseLong(digits);
  }
}
