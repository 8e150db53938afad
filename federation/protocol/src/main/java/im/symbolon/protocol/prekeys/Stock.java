package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;

/**
 * {@code <stock/>} as an answer or a notice: what the service has left of one device.
 *
 * @param claimKeys unused, unexpired claim keys, {@value PrekeyLimits#MAX_STOCK} at most
 * @param lastResort whether there is an unexpired last resort
 */
public record Stock(DeviceId device, int claimKeys, boolean lastResort) {
  private static final Shape SHAPE =
      Shape.of(Namespaces.PREKEYS, StockQuery.NAME, PrekeyXml.DEVICE, "claim", "last-resort");

  public Stock {
    Objects.requireNonNull(device);
    if (claimKeys < 0 || claimKeys > PrekeyLimits.MAX_STOCK) {
      throw new IllegalArgumentException("stock out of range");
    }
  }

  /**
   * Reads the answer or notice.
   *
   * @throws ProtocolException for every other element
   */
  public static Stock parse(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    DeviceId device = DeviceId.parse(element.required(PrekeyXml.DEVICE));
    int claim = (int) Numbers.parse(element.required("claim"), PrekeyLimits.MAX_STOCK);
    return new Stock(device, claim, parseBoolean(element.required("last-resort")));
  }

  /** The element for the wire. */
  public XmlElement toXml() {
    return SHAPE
        .start()
        .with(PrekeyXml.DEVICE, device.toString())
        .with("claim", Integer.toString(claimKeys))
        .with("last-resort", Boolean.toString(lastResort))
        .build();
  }

  /** True when the device should refill now. */
  public boolean isLow() {
    return claimKeys <= PrekeyLimits.LOW_WATER || !lastResort;
  }

  private static boolean parseBoolean(String text) throws ProtocolException {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new ProtocolException(Reason.MALFORMED, "neither true nor false");
    };
  }
}
