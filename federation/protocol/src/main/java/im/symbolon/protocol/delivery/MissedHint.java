package im.symbolon.protocol.delivery;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * {@code <missed/>}: a server believes that a message was not sealed for these devices. Nobody
 * signed it: it is a reason to look, never a list of whom to write to.
 *
 * @param id the stanza id of the message
 * @param to the addressee, whose devices these are
 * @param devices 1 to {@value #MAX_DEVICES}
 */
public record MissedHint(MessageId id, BareJid to, SortedSet<DeviceId> devices) {
  /** The element's name. */
  public static final String NAME = "missed";

  public static final int MAX_DEVICES = DeviceList.MAX_DEVICES;

  private static final String DEVICE = "device";
  private static final Set<String> ATTRIBUTES = Set.of("id", "to");

  public MissedHint {
    Objects.requireNonNull(id);
    Objects.requireNonNull(to);
    devices = Collections.unmodifiableSortedSet(new TreeSet<>(devices));
    if (devices.isEmpty() || devices.size() > MAX_DEVICES) {
      throw new IllegalArgumentException("a hint names 1 to " + MAX_DEVICES + " devices");
    }
  }

  public static boolean isCarriedBy(XmlElement element) {
    return element.is(Namespaces.DELIVERY, NAME);
  }

  /**
   * Reads a hint.
   *
   * @throws ProtocolException for every other element: MALFORMED, OVERSIZED or OUT_OF_RANGE
   */
  public static MissedHint parse(XmlElement element) throws ProtocolException {
    if (!isCarriedBy(element) || !ATTRIBUTES.containsAll(element.attributes().keySet())) {
      throw new ProtocolException(Reason.MALFORMED, "not a hint");
    }
    MessageId id = MessageId.parse(element.required("id"));
    BareJid to = BareJid.parse(element.required("to"));
    return new MissedHint(id, to, devices(element));
  }

  private static SortedSet<DeviceId> devices(XmlElement element) throws ProtocolException {
    if (element.children().size() > MAX_DEVICES) {
      throw new ProtocolException(Reason.OVERSIZED, "a hint names too many devices");
    }
    SortedSet<DeviceId> devices = new TreeSet<>();
    for (XmlElement child : element.children()) {
      if (!child.is(Namespaces.DELIVERY, DEVICE)
          || !devices.add(DeviceId.parse(child.required("id")))) {
        throw new ProtocolException(Reason.MALFORMED, "a hint names each device once");
      }
    }
    if (devices.isEmpty()) {
      throw new ProtocolException(Reason.MALFORMED, "a hint names a device");
    }
    return devices;
  }

  /** The element for the wire. */
  public XmlElement toXml() {
    XmlElement.Builder out =
        XmlElement.element(Namespaces.DELIVERY, NAME)
            .with("id", id.value())
            .with("to", to.toString());
    for (DeviceId each : devices) {
      out.with(XmlElement.element(Namespaces.DELIVERY, DEVICE).with("id", each.toString()).build());
    }
    return out.build();
  }
}
