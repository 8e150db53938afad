package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jivesoftware.smack.xml.XmlPullParserException;

/**
 * Reads one element from a pull parser into an {@link XmlElement}, within limits. Works without
 * recursion, and leaves the parser on the element's end tag also when the element is refused, so
 * that a stream can go on with the next one.
 */
final class PullReader {
  private final XmlPullParser parser;
  private final XmlLimits limits;
  private final Deque<XmlElement.Builder> open = new ArrayDeque<>();
  private final Deque<StringBuilder> texts = new ArrayDeque<>();
  private ProtocolException refusal;
  private int depth;
  private int elements;
  private long characters;

  private PullReader(XmlPullParser parser, XmlLimits limits) {
    this.parser = parser;
    this.limits = limits;
  }

  /**
   * Reads the element whose start tag the parser is on.
   *
   * @throws ProtocolException MALFORMED or OVERSIZED; the parser is on the end tag
   * @throws XmlPullParserException when it is no well-formed XML; the parser is of no more use
   */
  static XmlElement read(XmlPullParser parser, XmlLimits limits)
      throws ProtocolException, XmlPullParserException, IOException {
    return new PullReader(parser, limits).read();
  }

  private XmlElement read() throws ProtocolException, XmlPullParserException, IOException {
    XmlElement last = null;
    for (XmlPullParser.Event event = parser.getEventType(); ; event = parser.next()) {
      switch (event) {
        case START_ELEMENT -> start();
        case END_ELEMENT -> last = end();
        case TEXT_CHARACTERS, IGNORABLE_WHITESPACE -> text();
        case END_DOCUMENT -> throw new ProtocolException(Reason.MALFORMED, "the XML breaks off");
        default -> refuse(Reason.MALFORMED, "only elements and text are allowed");
      }
      if (depth == 0) {
        if (refusal != null) {
          throw refusal;
        }
        return last;
      }
    }
  }

  private void start() {
    depth++;
    elements++;
    if (depth > limits.depth() || elements > limits.elements()) {
      refuse(Reason.OVERSIZED, "too many elements, or too deep");
    }
    if (refusal != null) {
      return;
    }
    String namespace = parser.getNamespace() == null ? "" : parser.getNamespace();
    XmlElement.Builder element = XmlElement.element(namespace, parser.getName());
    count(parser.getName());
    count(namespace); // each time: a prefix makes it short here, and it is written out elsewhere
    for (int i = 0; i < parser.getAttributeCount(); i++) {
      attribute(element, i);
    }
    open.push(element);
    texts.push(new StringBuilder());
  }

  /** Attributes of foreign namespaces mean nothing in XMPP and are left out. */
  private void attribute(XmlElement.Builder element, int i) {
    String prefix = parser.getAttributePrefix(i);
    String value = parser.getAttributeValue(i);
    count(value);
    if (prefix == null || prefix.isEmpty()) {
      element.with(parser.getAttributeName(i), value);
    } else if (prefix.equals("xml")) {
      element.with("xml:" + parser.getAttributeName(i), value);
    }
  }

  private void text() {
    String text = parser.getText();
    if (refusal == null && text != null) {
      count(text);
    }
    if (refusal == null && text != null) {
      texts.peek().append(text);
    }
  }

  private XmlElement end() {
    depth--;
    if (refusal != null) {
      return null;
    }
    try {
      XmlElement.Builder builder = open.pop();
      String text = texts.pop().toString();
      XmlElement bare = builder.text(text).build();
      // Line breaks between child elements are layout, not content.
      boolean layout = !bare.children().isEmpty() && text.trim().isEmpty() && !text.isEmpty();
      XmlElement done = layout ? builder.text("").build() : bare;
      if (!open.isEmpty()) {
        open.peek().with(done);
      }
      return done;
    } catch (IllegalArgumentException e) {
      refuse(Reason.MALFORMED, "not an element that XMPP knows");
      return null;
    }
  }

  private void count(String text) {
    characters += text.length();
    if (characters > limits.characters()) {
      refuse(Reason.OVERSIZED, "too much text");
    }
  }

  private void refuse(Reason reason, String why) {
    if (refusal == null) {
      refusal = new ProtocolException(reason, why);
      open.clear();
      texts.clear();
    }
  }
}
