package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;

/** {@code <remove/>}: forget all keys of one of the sender's own devices, sent as IQ-set. */
public record PrekeyRemoval(DeviceId device) {
  /** The element's name. */
  public static final String NAME = "remove";

  private static final Shape SHAPE = Shape.of(Namespaces.PREKEYS, NAME, PrekeyXml.DEVICE);

  public PrekeyRemoval {
    Objects.requireNonNull(device);
  }

  /**
   * Reads {@code <remove/>}.
   *
   * @throws ProtocolException for every other element
   */
  public static PrekeyRemoval parse(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    return new PrekeyRemoval(DeviceId.parse(element.required(PrekeyXml.DEVICE)));
  }

  /** The element for the wire. */
  public XmlElement toXml() {
    return SHAPE.start().with(PrekeyXml.DEVICE, device.toString()).build();
  }
}
