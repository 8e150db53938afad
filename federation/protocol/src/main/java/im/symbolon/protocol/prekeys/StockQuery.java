package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;

/** {@code <stock/>} as IQ-get: how many keys are left for one of the sender's own devices? */
public record StockQuery(DeviceId device) {
  /** The element's name, in the question and in the answer. */
  public static final String NAME = "stock";

  private static final Shape SHAPE = Shape.of(Namespaces.PREKEYS, NAME, PrekeyXml.DEVICE);

  public StockQuery {
    Objects.requireNonNull(device);
  }

  /**
   * Reads the question.
   *
   * @throws ProtocolException for every other element
   */
  public static StockQuery parse(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    return new StockQuery(DeviceId.parse(element.required(PrekeyXml.DEVICE)));
  }

  /** The element for the wire. */
  public XmlElement toXml() {
    return SHAPE.start().with(PrekeyXml.DEVICE, device.toString()).build();
  }
}
