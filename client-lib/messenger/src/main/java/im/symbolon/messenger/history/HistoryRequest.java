package im.symbolon.messenger.history;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code <history-request transfer after?/>}: asks for the next part.
 *
 * @param transfer named by who asks
 * @param after where the last part ended
 */
record HistoryRequest(String transfer, Optional<Cursor> after) {
  static final String NAME = "history-request";

  private static final Shape SHAPE = Shape.of(Namespaces.LINKING, NAME, "transfer", "after");

  HistoryRequest {
    Objects.requireNonNull(transfer);
    Objects.requireNonNull(after);
  }

  XmlElement encode() {
    XmlElement.Builder out = SHAPE.start().with("transfer", transfer);
    after.ifPresent(cursor -> out.with("after", cursor.text()));
    return out.build();
  }

  static HistoryRequest decode(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    return new HistoryRequest(id(element.required("transfer")), Cursor.of(element, "after"));
  }

  static String id(String text) throws ProtocolException {
    return MessageId.parse(text).value();
  }
}
