package im.symbolon.protocol.prekeys;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * {@code <devices/>} as an answer, and inside of a conflict: an account's lists as they are.
 *
 * @param version grows with every change of one of the lists
 * @param devices those of both versions of OMEMO, {@value #MAX_DEVICES} at most
 */
public record KnownDevices(long version, SortedSet<DeviceId> devices) {
  /** Two full lists that share no device. */
  public static final int MAX_DEVICES = 2 * DeviceList.MAX_DEVICES;

  private static final String VERSION = "version";
  private static final Shape SHAPE = Shape.of(Namespaces.PREKEYS, DevicesQuery.NAME, VERSION);
  private static final Shape DEVICE_SHAPE = Shape.of(Namespaces.PREKEYS, PrekeyXml.DEVICE, "id");

  public KnownDevices {
    devices = Collections.unmodifiableSortedSet(new TreeSet<>(devices));
    if (version < 0 || version > Numbers.MAX || devices.size() > MAX_DEVICES) {
      throw new IllegalArgumentException("version or number of devices out of range");
    }
  }

  /**
   * Reads the answer.
   *
   * @throws ProtocolException for every other element
   */
  public static KnownDevices parse(XmlElement element) throws ProtocolException {
    SHAPE.container(element, MAX_DEVICES, PrekeyXml.DEVICE);
    SortedSet<DeviceId> devices = new TreeSet<>();
    for (XmlElement child : element.children()) {
      DEVICE_SHAPE.empty(child);
      if (!devices.add(DeviceId.parse(child.required("id")))) {
        throw new ProtocolException(Reason.MALFORMED, "a device is named twice");
      }
    }
    return new KnownDevices(Numbers.parse(element.required(VERSION), Numbers.MAX), devices);
  }

  /** The element for the wire. */
  public XmlElement toXml() {
    XmlElement.Builder out = SHAPE.start().with(VERSION, Long.toString(version));
    devices.forEach(d -> out.with(DEVICE_SHAPE.start().with("id", d.toString()).build()));
    return out.build();
  }
}
