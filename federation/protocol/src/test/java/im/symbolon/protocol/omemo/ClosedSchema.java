package im.symbolon.protocol.omemo;

import im.symbolon.protocol.xml.XmlElement;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** The closed schemas by which reference implementations judge what we write (REVIEW 1, 19). */
enum ClosedSchema {
  DEVICES("devices"),
  BUNDLE("bundle"),
  ENCRYPTED("encrypted"),
  LEGACY_DEVICES("legacy-devices"),
  LEGACY_BUNDLE("legacy-bundle"),
  LEGACY_ENCRYPTED("legacy-encrypted");

  private final String file;

  ClosedSchema(String name) {
    this.file = "/closed-schemas/" + name + ".xsd";
  }

  boolean accepts(XmlElement element) {
    return accepts(element.toXml());
  }

  boolean accepts(String xml) {
    try {
      schema().newValidator().validate(new StreamSource(new StringReader(xml)));
      return true;
    } catch (SAXException e) {
      return false;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Schema schema() {
    URL url = Objects.requireNonNull(ClosedSchema.class.getResource(file));
    try {
      return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(url);
    } catch (SAXException e) {
      throw new AssertionError("the schema itself is wrong", e);
    }
  }
}
