package im.symbolon.suite;

import im.symbolon.protocol.xml.XmlElement;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads text into the contract's element tree, with the JDK's parser. */
final class RawXml {
  private RawXml() {}

  static XmlElement parse(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      return read(
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(xml)))
              .getDocumentElement());
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("not XML: " + xml, e);
    }
  }

  private static XmlElement read(Element in) {
    String namespace = in.getNamespaceURI() == null ? "jabber:client" : in.getNamespaceURI();
    XmlElement.Builder out = XmlElement.element(namespace, in.getLocalName());
    NamedNodeMap attributes = in.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node each = attributes.item(i);
      if (!XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(each.getNamespaceURI())) {
        out.with(each.getNodeName(), each.getNodeValue());
      }
    }
    StringBuilder text = new StringBuilder();
    for (Node child = in.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element element) {
        out.with(read(element));
      } else {
        text.append(child.getNodeValue());
      }
    }
    return out.text(text.toString()).build();
  }
}
