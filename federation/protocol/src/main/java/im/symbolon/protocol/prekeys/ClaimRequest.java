package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * {@code <claim/>}: one key of each of these devices, please. Sent as IQ-set, because it uses keys
 * up, to the service of the account's own domain.
 *
 * @param devices {@value PrekeyLimits#MAX_DEVICES} at most; empty asks for all of the account
 */
public record ClaimRequest(BareJid account, SortedSet<DeviceId> devices) {
  /** The element's name. */
  public static final String NAME = "claim";

  private static final Shape SHAPE = Shape.of(Namespaces.PREKEYS, NAME, "account");
  private static final Shape DEVICE_SHAPE = Shape.of(Namespaces.PREKEYS, PrekeyXml.DEVICE, "id");

  public ClaimRequest {
    Objects.requireNonNull(account);
    devices = Collections.unmodifiableSortedSet(new TreeSet<>(devices));
    if (devices.size() > PrekeyLimits.MAX_DEVICES) {
      throw new IllegalArgumentException("too many devices in one claim");
    }
  }

  /** A claim for all devices that the service knows. */
  public static ClaimRequest all(BareJid account) {
    return new ClaimRequest(account, Collections.emptySortedSet());
  }

  public boolean isForAll() {
    return devices.isEmpty();
  }

  /**
   * Reads {@code <claim/>}.
   *
   * @throws ProtocolException for every other element
   */
  public static ClaimRequest parse(XmlElement element) throws ProtocolException {
    SHAPE.container(element, PrekeyLimits.MAX_DEVICES, PrekeyXml.DEVICE);
    SortedSet<DeviceId> devices = new TreeSet<>();
    for (XmlElement child : element.children()) {
      DEVICE_SHAPE.empty(child);
      if (!devices.add(DeviceId.parse(child.required("id")))) {
        throw new ProtocolException(Reason.MALFORMED, "a device is named twice");
      }
    }
    return new ClaimRequest(BareJid.parse(element.required("account")), devices);
  }

  /** The element for the wire. */
  public XmlElement toXml() {
    XmlElement.Builder out = SHAPE.start().with("account", account.toString());
    devices.forEach(d -> out.with(DEVICE_SHAPE.start().with("id", d.toString()).build()));
    return out.build();
  }
}
