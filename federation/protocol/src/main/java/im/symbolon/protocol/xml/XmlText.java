package im.symbolon.protocol.xml;

import java.util.Map;

/** What XML 1.0 can hold, and how it is written down. */
public final class XmlText {
  private XmlText() {}

  /** True when every character may stand in XML 1.0 (fifth edition, §2.2). */
  public static boolean isWritable(String text) {
    return text.codePoints().allMatch(XmlText::isChar);
  }

  static void requireWritable(String text) {
    if (!isWritable(text)) {
      throw new IllegalArgumentException("text holds a character that XML cannot carry");
    }
  }

  /** Accepts local names in ASCII, which is all that XMPP uses; a prefix would be unbound. */
  static void requireName(String name) {
    boolean valid = !name.isEmpty() && (isLetter(name.charAt(0)) || name.charAt(0) == '_');
    for (int i = 0; valid && i < name.length(); i++) {
      char c = name.charAt(i);
      valid = isLetter(c) || (c >= '0' && c <= '9') || "-._".indexOf(c) >= 0;
    }
    if (!valid) {
      throw new IllegalArgumentException("not an XML name");
    }
  }

  /** The one prefix that needs no declaration is {@code xml:}. */
  static void requireAttributeName(String name) {
    requireName(name.startsWith("xml:") ? name.substring(4) : name);
    if (name.equals("xmlns")) {
      throw new IllegalArgumentException("a namespace declaration is not an attribute");
    }
  }

  /** The namespaces of {@code xml:} and {@code xmlns:} cannot be default namespaces. */
  static void requireNamespace(String namespace) {
    requireWritable(namespace);
    if (namespace.isEmpty()
        || namespace.equals("http://www.w3.org/XML/1998/namespace")
        || namespace.equals("http://www.w3.org/2000/xmlns/")) {
      throw new IllegalArgumentException("not a namespace that an element can have");
    }
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static void write(XmlElement element, String inherited, StringBuilder out) {
    out.append('<').append(element.name());
    if (!element.namespace().equals(inherited)) {
      attribute("xmlns", element.namespace(), out);
    }
    for (Map.Entry<String, String> each : element.attributes().entrySet()) {
      attribute(each.getKey(), each.getValue(), out);
    }
    if (element.text().isEmpty() && element.children().isEmpty()) {
      out.append("/>");
      return;
    }
    out.append('>');
    escape(element.text(), out);
    for (XmlElement child : element.children()) {
      write(child, element.namespace(), out);
    }
    out.append("</").append(element.name()).append('>');
  }

  private static void attribute(String key, String value, StringBuilder out) {
    out.append(' ').append(key).append("='");
    escape(value, out);
    out.append('\'');
  }

  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '\'' -> out.append("&apos;");
        case '"' -> out.append("&quot;");
        case '\r' -> out.append("&#13;");
        case '\n' -> out.append("&#10;");
        case '\t' -> out.append("&#9;");
        default -> out.append(c);
      }
    }
  }

  private static boolean isChar(int c) {
    return c == 0x9
        || c == 0xA
        || c == 0xD
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || (c >= 0x10000 && c <= 0x10FFFF);
  }
}
