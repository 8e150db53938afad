package im.symbolon.protocol.omemo;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.xml.XmlElement;

/** Legacy OMEMO (XEP-0384 0.3 §4). */
final class LegacyFormat implements WireFormat {
  static final WireFormat INSTANCE = new LegacyFormat();

  private LegacyFormat() {}

  @Override
  public OmemoVersion version() {
    return OmemoVersion.LEGACY;
  }

  @Override
  public String devicesNode() {
    return Namespaces.OMEMO_LEGACY_DEVICES;
  }

  @Override
  public BundlePlace bundleOf(DeviceId device) {
    return new BundlePlace(Namespaces.OMEMO_LEGACY_BUNDLES + device, "current", false);
  }

  @Override
  public DeviceList decodeDevices(XmlElement element) throws ProtocolException {
    return DeviceListCodec.decode(element, Namespaces.OMEMO_LEGACY, "list");
  }

  @Override
  public XmlElement encodeDevices(DeviceList list) {
    return DeviceListCodec.encode(list, Namespaces.OMEMO_LEGACY, "list");
  }

  @Override
  public Bundle decodeBundle(XmlElement element) throws ProtocolException {
    return LegacyBundleCodec.decode(element);
  }

  @Override
  public XmlElement encodeBundle(Bundle bundle) {
    return LegacyBundleCodec.encode(bundle);
  }

  @Override
  public OmemoElement decodeMessage(XmlElement element) throws ProtocolException {
    return LegacyElementCodec.decode(element);
  }

  @Override
  public XmlElement encodeMessage(OmemoElement message) {
    return LegacyElementCodec.encode((LegacyElement) message);
  }
}
