package im.symbolon.protocol.omemo;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.xml.XmlElement;

/**
 * How one version of OMEMO writes what all of them have: device lists, bundles and messages, and
 * where the first two are published.
 */
public interface WireFormat {
  OmemoVersion version();

  /** The node of the device list, whose one item is {@code current}. */
  String devicesNode();

  /** Where a device's bundle is. */
  BundlePlace bundleOf(DeviceId device);

  /**
   * Reads a device list; what is no device is passed over.
   *
   * @throws ProtocolException MALFORMED for another element, OVERSIZED for too many devices
   */
  DeviceList decodeDevices(XmlElement element) throws ProtocolException;

  /**
   * Writes a device list.
   *
   * @throws IllegalStateException for an empty list, which is retracted and never published
   */
  XmlElement encodeDevices(DeviceList list);

  /**
   * Reads a bundle. The signature is not checked here, see {@link Bundle#requireUsable}.
   *
   * @throws ProtocolException MALFORMED, OVERSIZED, OUT_OF_RANGE or WEAK_KEY
   */
  Bundle decodeBundle(XmlElement element) throws ProtocolException;

  /**
   * Writes a bundle of this version.
   *
   * @throws IllegalStateException with too few prekeys
   */
  XmlElement encodeBundle(Bundle bundle);

  /**
   * Reads a message.
   *
   * @throws ProtocolException MALFORMED, OVERSIZED or OUT_OF_RANGE
   */
  OmemoElement decodeMessage(XmlElement element) throws ProtocolException;

  /** Writes a message of this version. */
  XmlElement encodeMessage(OmemoElement message);

  /** The format of a version. */
  static WireFormat of(OmemoVersion version) {
    return version == OmemoVersion.OMEMO_2 ? Omemo2Format.INSTANCE : LegacyFormat.INSTANCE;
  }
}
