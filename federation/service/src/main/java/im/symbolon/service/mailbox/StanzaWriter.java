package im.symbolon.service.mailbox;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.dom4j.Attribute;
import org.dom4j.Element;
import org.dom4j.Text;

/**
 * Writes a stanza down as clients get it, whatever stream it came from. One stanza has one text.
 * Stops as soon as it becomes too long or too deep. Comments and what else XMPP knows not are left
 * out.
 */
final class StanzaWriter {
  /** Deeper ones are made to hurt recursive code, of which there is much in clients. */
  private static final int MAX_DEPTH = 32;

  private final StringBuilder out = new StringBuilder(4096);
  private final List<Span> spans = new ArrayList<>();
  private final Predicate<Object> marked;
  private final int maxLength;

  /** Where a part of the text is. */
  record Span(int begin, int end) {}

  /**
   * @param marked attributes and direct children of the stanza whose place is remembered
   */
  StanzaWriter(int maxLength, Predicate<Object> marked) {
    this.maxLength = maxLength;
    this.marked = marked;
  }

  /**
   * Adds an element.
   *
   * @param left attributes and direct children for which it says false are left out
   * @throws IllegalArgumentException for a stanza that cannot be kept
   */
  StanzaWriter add(Element stanza, Predicate<Object> left) {
    write(stanza, "", 0, left);
    return this;
  }

  @Override
  public String toString() {
    return out.toString();
  }

  /** Everything but what was marked. */
  String rest() {
    StringBuilder rest = new StringBuilder(out.length());
    int from = 0;
    for (Span each : spans) {
      rest.append(out.substring(from, each.begin())); // by characters it takes ten times as long
      from = each.end();
    }
    return rest.append(out.substring(from)).toString();
  }

  private void mark(Object node, int depth, int begin) {
    if (depth == 0 && marked.test(node)) {
      spans.add(new Span(begin, out.length()));
    }
  }

  private void write(Element element, String inherited, int depth, Predicate<Object> filter) {
    if (depth >= MAX_DEPTH || out.length() > maxLength) {
      throw new IllegalArgumentException("too deep or too long");
    }
    String namespace = namespace(element);
    out.append('<').append(element.getName());
    if (!namespace.equals(inherited)) {
      attribute("xmlns", namespace);
    }
    writeAttributes(element, depth, filter);
    out.append('>');
    for (Object node : element.content()) {
      if (node instanceof Element child) {
        if (filter.test(child)) {
          int begin = out.length();
          write(child, namespace, depth + 1, each -> true);
          mark(child, depth, begin);
        }
      } else if (node instanceof org.dom4j.CharacterData text && isText(text)) {
        escape(text.getText());
      }
    }
    out.append("</").append(element.getName()).append('>');
  }

  private static boolean isText(org.dom4j.CharacterData node) {
    return node instanceof Text || node instanceof org.dom4j.CDATA;
  }

  private void writeAttributes(Element element, int depth, Predicate<Object> filter) {
    int prefixes = 0;
    for (Object node : element.attributes()) {
      Attribute attribute = (Attribute) node;
      if (!filter.test(attribute)) {
        continue;
      }
      int begin = out.length();
      String prefix = attribute.getNamespacePrefix();
      if (prefix == null || prefix.isEmpty() || prefix.equals("xml")) {
        attribute(attribute.getQualifiedName(), attribute.getValue());
      } else {
        String own = "n" + prefixes++;
        attribute("xmlns:" + own, attribute.getNamespaceURI());
        attribute(own + ":" + attribute.getName(), attribute.getValue());
      }
      mark(attribute, depth, begin);
    }
  }

  /** Streams of servers and components have namespaces of their own for the same stanzas. */
  private static String namespace(Element element) {
    return switch (element.getNamespaceURI()) {
      case "", "jabber:server", "jabber:component:accept" -> Namespaces.CLIENT;
      default -> element.getNamespaceURI();
    };
  }

  private void attribute(String name, String value) {
    out.append(' ').append(name).append("='");
    escape(value);
    out.append('\'');
  }

  private void escape(String text) {
    if (text.length() > maxLength || !XmlText.isWritable(text)) {
      throw new IllegalArgumentException("too long, or with a character that XML cannot carry");
    }
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      String reference = reference(text.charAt(i));
      if (!reference.isEmpty()) {
        out.append(text.substring(from, i)).append(reference);
        from = i + 1;
      }
    }
    out.append(from == 0 ? text : text.substring(from));
  }

  /** Empty for what stands for itself. */
  private static String reference(char c) {
    return switch (c) {
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '&' -> "&amp;";
      case '\'' -> "&apos;";
      case '\r' -> "&#13;";
      case '\n' -> "&#10;";
      case '\t' -> "&#9;";
      default -> "";
    };
  }
}
