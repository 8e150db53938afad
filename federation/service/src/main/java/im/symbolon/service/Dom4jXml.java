package im.symbolon.service;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import org.dom4j.Attribute;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;

/** Between dom4j's trees, which stanzas are made of, and the contract's element tree. */
public final class Dom4jXml {
  private static final int MAX_DEPTH = 8;

  /** More than the largest publication, answer or form has: a directory's has some 3,000. */
  private static final int MAX_ELEMENTS = 5000;

  private static final int MAX_CHARACTERS = 200 * 1024;

  private int elements;
  private int characters;

  private Dom4jXml() {}

  /**
   * Reads an element.
   *
   * @throws ProtocolException OVERSIZED, or MALFORMED for what the element tree cannot hold
   */
  public static XmlElement read(Element element) throws ProtocolException {
    try {
      return new Dom4jXml().read(element, 0);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, "not an XMPP extension element", e);
    }
  }

  private XmlElement read(Element in, int depth) throws ProtocolException {
    count(depth);
    XmlElement.Builder out = XmlElement.element(in.getNamespaceURI(), in.getName());
    for (Object each : in.attributes()) {
      Attribute attribute = (Attribute) each;
      out.with(attribute.getQualifiedName(), bounded(attribute.getValue()));
    }
    for (Object child : in.elements()) {
      out.with(read((Element) child, depth + 1));
    }
    return out.text(bounded(in.getText())).build();
  }

  private void count(int depth) throws ProtocolException {
    if (depth >= MAX_DEPTH || ++elements > MAX_ELEMENTS) {
      throw new ProtocolException(Reason.OVERSIZED, "too many or too deep elements");
    }
  }

  private String bounded(String text) throws ProtocolException {
    characters += text.length();
    if (characters > MAX_CHARACTERS) {
      throw new ProtocolException(Reason.OVERSIZED, "too much text");
    }
    return text;
  }

  /** Writes an element. */
  public static Element write(XmlElement in) {
    Element out = DocumentHelper.createElement(QName.get(in.name(), in.namespace()));
    in.attributes().forEach(out::addAttribute);
    if (!in.text().isEmpty()) {
      out.setText(in.text());
    }
    in.children().forEach(child -> out.add(write(child)));
    return out;
  }
}
