package im.symbolon.protocol.omemo;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;
import java.util.TreeSet;

/** {@code <devices xmlns='urn:xmpp:omemo:2'/>}, the one item of the devices node (§5.3.1). */
public final class DeviceListCodec {
  private static final String NAME = "devices";

  private DeviceListCodec() {}

  /**
   * Reads a list. An entry whose id is missing or no device id is passed over, so that one broken
   * client cannot hide the others; labels, unknown attributes and unknown elements are ignored.
   *
   * @throws ProtocolException MALFORMED for another element, OVERSIZED for too many devices
   */
  public static DeviceList decode(XmlElement element) throws ProtocolException {
    return decode(element, Namespaces.OMEMO_2, NAME);
  }

  /** The same for any version, which differ in no more than this. */
  static DeviceList decode(XmlElement element, String namespace, String name)
      throws ProtocolException {
    if (!element.is(namespace, name)) {
      throw new ProtocolException(Reason.MALFORMED, "not a device list");
    }
    TreeSet<DeviceId> devices = new TreeSet<>();
    for (XmlElement entry : element.children("device")) {
      entry.attribute("id").flatMap(DeviceListCodec::idOf).ifPresent(devices::add);
      if (devices.size() > DeviceList.MAX_DEVICES) {
        throw new ProtocolException(Reason.OVERSIZED, "too many devices");
      }
    }
    return new DeviceList(devices);
  }

  /**
   * Writes ids only: reference implementations refuse a list with {@code labelsig}.
   *
   * @throws IllegalStateException for an empty list, which the same implementations refuse: retract
   *     the item instead
   */
  public static XmlElement encode(DeviceList list) {
    return encode(list, Namespaces.OMEMO_2, NAME);
  }

  static XmlElement encode(DeviceList list, String namespace, String name) {
    if (list.isEmpty()) {
      throw new IllegalStateException("an empty device list is retracted, never published");
    }
    XmlElement.Builder out = XmlElement.element(namespace, name);
    for (DeviceId device : list.devices()) {
      out.with(XmlElement.element(namespace, "device").with("id", device.toString()).build());
    }
    return out.build();
  }

  private static Optional<DeviceId> idOf(String decimal) {
    try {
      return Optional.of(DeviceId.parse(decimal));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }
}
