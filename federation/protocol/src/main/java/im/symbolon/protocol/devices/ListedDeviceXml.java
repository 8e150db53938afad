package im.symbolon.protocol.devices;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code <device/>} of a signed list. */
final class ListedDeviceXml {
  static final String NAME = "device";

  private static final String CAPABILITIES = "capabilities";
  private static final int MAX_TEXT = Capability.MAX_PER_DEVICE * (Capability.MAX_LENGTH + 1);
  private static final Shape SHAPE =
      Shape.of(
          Namespaces.DEVICES,
          NAME,
          "id",
          "identity",
          "kind",
          "label",
          CAPABILITIES,
          "added",
          "replaces",
          "membership");

  private ListedDeviceXml() {}

  static XmlElement write(ListedDevice device) {
    XmlElement.Builder out =
        SHAPE
            .start()
            .with("id", device.id().toString())
            .with("identity", device.identity().toBase64())
            .with("kind", device.kind().wireName())
            .with("label", device.label())
            .with("added", Numbers.write(device.added()));
    if (!device.capabilities().isEmpty()) {
      out.with(CAPABILITIES, String.join(" ", device.capabilities()));
    }
    device.replaces().ifPresent(each -> out.with("replaces", each.toString()));
    device.membership().ifPresent(each -> out.with("membership", each.toBase64()));
    return out.build();
  }

  /** IllegalArgumentException for parts that do not go together. */
  static ListedDevice read(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    Optional<String> replaces = element.attribute("replaces");
    Optional<String> membership = element.attribute("membership");
    return new ListedDevice(
        DeviceId.parse(element.required("id")),
        IdentityKey.parse(element.required("identity")),
        DeviceKind.parse(element.required("kind")),
        element.required("label"),
        capabilities(element.attribute(CAPABILITIES).orElse("")),
        Numbers.parseInstant(element.required("added")),
        replaces.isPresent() ? Optional.of(DeviceId.parse(replaces.get())) : Optional.empty(),
        membership.isPresent() ? Optional.of(Signature.parse(membership.get())) : Optional.empty());
  }

  private static SortedSet<String> capabilities(String text) throws ProtocolException {
    if (text.length() > MAX_TEXT) {
      throw new ProtocolException(Reason.OVERSIZED, "too many capabilities");
    }
    return text.isEmpty() ? new TreeSet<>() : new TreeSet<>(Arrays.asList(text.split(" ", -1)));
  }
}
