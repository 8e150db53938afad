package im.symbolon.protocol.xml;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** An independent reader of XML, to see what others see. */
public final class XmlParser {
  private XmlParser() {}

  /** Parses with namespaces; anything not well formed is an error. */
  public static Element parse(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    var builder = factory.newDocumentBuilder();
    builder.setErrorHandler(null);
    return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
  }
}
