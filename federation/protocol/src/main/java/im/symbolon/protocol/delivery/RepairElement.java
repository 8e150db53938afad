package im.symbolon.protocol.delivery;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;

/**
 * What one device of ours says to another about messages that did not arrive; only ever inside an
 * envelope that is sealed for that one device.
 */
public sealed interface RepairElement permits Failed, Gone, Gap, Resent {
  /** The element for the wire. */
  XmlElement toXml();

  /**
   * Reads an element; empty when it is something else.
   *
   * @throws ProtocolException MALFORMED, OVERSIZED or OUT_OF_RANGE for one that is not exactly as
   *     it is written here
   */
  static Optional<RepairElement> parse(XmlElement element) throws ProtocolException {
    if (!element.namespace().equals(Namespaces.DELIVERY)) {
      return Optional.empty();
    }
    return switch (element.name()) {
      case Failed.NAME -> Optional.of(Failed.read(element));
      case Gone.NAME -> Optional.of(Gone.read(element));
      case Gap.NAME -> Optional.of(Gap.read(element));
      case Resent.NAME -> Optional.of(Resent.read(element));
      default -> Optional.empty();
    };
  }

  /** True for an element that bears one of these names, well made or not. */
  static boolean isNamed(XmlElement element) {
    return element.namespace().equals(Namespaces.DELIVERY)
        && switch (element.name()) {
          case Failed.NAME, Gone.NAME, Gap.NAME, Resent.NAME -> true;
          default -> false;
        };
  }
}
