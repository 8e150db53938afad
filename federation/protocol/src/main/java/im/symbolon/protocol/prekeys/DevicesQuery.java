package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;

/** {@code <devices/>} as IQ-get: which devices does the sender's own account list? */
public record DevicesQuery() {
  /** The element's name, in the question and in the answer. */
  public static final String NAME = "devices";

  private static final Shape SHAPE = Shape.of(Namespaces.PREKEYS, NAME);

  /**
   * Reads the question.
   *
   * @throws ProtocolException for every other element
   */
  public static DevicesQuery parse(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    return new DevicesQuery();
  }

  /** The element for the wire. */
  public XmlElement toXml() {
    return SHAPE.start().build();
  }
}
