package im.symbolon.protocol.devices;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code <devices xmlns='urn:symbolon:devices:0'/>}, the one item of the node of that name. Read
 * strictly: what a list says is what was signed, or there is no list.
 */
public final class SignedDeviceListCodec {
  /** The element's name. */
  public static final String NAME = "devices";

  private static final String PREVIOUS = "previous";
  private static final String REMOVED = "removed";
  private static final int MAX_CHILDREN =
      1 + DeviceListDraft.MAX_PREVIOUS + 2 * DeviceListDraft.MAX_DEVICES;

  private static final Shape SHAPE =
      Shape.of(Namespaces.DEVICES, NAME, "account", "version", "issued", "expires", "signature");
  private static final Shape PREVIOUS_SHAPE = Shape.of(Namespaces.DEVICES, PREVIOUS);
  private static final Shape REMOVED_SHAPE =
      Shape.of(Namespaces.DEVICES, REMOVED, "id", "identity", "at");

  private SignedDeviceListCodec() {}

  /**
   * Reads a list. No signature is checked yet, see {@link SignedDeviceList#verify}.
   *
   * @throws ProtocolException for everything that {@link #encode} does not write
   */
  public static SignedDeviceList decode(XmlElement element) throws ProtocolException {
    SHAPE.container(
        element, MAX_CHILDREN, ListKeyXml.NAME, PREVIOUS, ListedDeviceXml.NAME, REMOVED);
    requireAtMost(element, PREVIOUS, DeviceListDraft.MAX_PREVIOUS);
    requireAtMost(element, ListedDeviceXml.NAME, DeviceListDraft.MAX_DEVICES);
    requireAtMost(element, REMOVED, DeviceListDraft.MAX_DEVICES);
    try {
      return read(element);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, e.getMessage(), e);
    }
  }

  /** The element for the wire. */
  public static XmlElement encode(SignedDeviceList list) {
    XmlElement.Builder out =
        SHAPE
            .start()
            .with("account", list.account().toString())
            .with("version", Long.toString(list.version()))
            .with("issued", Numbers.write(list.issued()))
            .with("expires", Numbers.write(list.expires()))
            .with("signature", list.signature().toBase64())
            .with(ListKeyXml.write(list.certificate()));
    list.previous().forEach(each -> out.with(PREVIOUS_SHAPE.start().text(each.toBase64()).build()));
    list.devices().forEach(each -> out.with(ListedDeviceXml.write(each)));
    list.tombstones().forEach(each -> out.with(write(each)));
    return out.build();
  }

  private static SignedDeviceList read(XmlElement element) throws ProtocolException {
    List<ListHash> previous = new ArrayList<>();
    for (XmlElement each : element.children(PREVIOUS)) {
      previous.add(ListHash.parse(PREVIOUS_SHAPE.leaf(each)));
    }
    List<ListedDevice> devices = new ArrayList<>();
    for (XmlElement each : element.children(ListedDeviceXml.NAME)) {
      devices.add(ListedDeviceXml.read(each));
    }
    List<Tombstone> tombstones = new ArrayList<>();
    for (XmlElement each : element.children(REMOVED)) {
      tombstones.add(readTombstone(each));
    }
    return new SignedDeviceList(
        BareJid.parse(element.required("account")),
        ListKeyXml.read(element.only(ListKeyXml.NAME)),
        Numbers.parse(element.required("version"), Numbers.MAX),
        previous,
        Numbers.parseInstant(element.required("issued")),
        Numbers.parseInstant(element.required("expires")),
        devices,
        tombstones,
        Signature.parse(element.required("signature")));
  }

  private static XmlElement write(Tombstone tombstone) {
    return REMOVED_SHAPE
        .start()
        .with("id", tombstone.id().toString())
        .with("identity", tombstone.identity().toBase64())
        .with("at", Numbers.write(tombstone.removed()))
        .build();
  }

  private static Tombstone readTombstone(XmlElement element) throws ProtocolException {
    REMOVED_SHAPE.empty(element);
    return new Tombstone(
        DeviceId.parse(element.required("id")),
        IdentityKey.parse(element.required("identity")),
        Numbers.parseInstant(element.required("at")));
  }

  private static void requireAtMost(XmlElement element, String child, int max)
      throws ProtocolException {
    if (element.children(child).size() > max) {
      throw new ProtocolException(Reason.OVERSIZED, "too many <" + child + "> in a device list");
    }
  }
}
