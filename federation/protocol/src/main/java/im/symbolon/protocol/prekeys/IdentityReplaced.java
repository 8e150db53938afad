package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;

/**
 * {@code <replaced/>} as a notice to the owner: a device of yours was published again with another
 * identity key, this one. If it was not you, somebody else has your password.
 */
public record IdentityReplaced(DeviceId device, IdentityKey identity) {
  /** The element's name. */
  public static final String NAME = "replaced";

  private static final Shape SHAPE = Shape.of(Namespaces.PREKEYS, NAME, PrekeyXml.DEVICE);

  public IdentityReplaced {
    Objects.requireNonNull(device);
    Objects.requireNonNull(identity);
  }

  /**
   * Reads the notice.
   *
   * @throws ProtocolException for every other element
   */
  public static IdentityReplaced parse(XmlElement element) throws ProtocolException {
    SHAPE.container(element, 1, PrekeyXml.IDENTITY);
    DeviceId device = DeviceId.parse(element.required(PrekeyXml.DEVICE));
    return new IdentityReplaced(device, PrekeyXml.readIdentity(element));
  }

  /** The element for the wire. */
  public XmlElement toXml() {
    return SHAPE
        .start()
        .with(PrekeyXml.DEVICE, device.toString())
        .with(PrekeyXml.write(identity))
        .build();
  }
}
