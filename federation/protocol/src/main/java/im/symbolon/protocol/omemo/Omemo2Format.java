package im.symbolon.protocol.omemo;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.xml.XmlElement;

/** OMEMO 2 (XEP-0384 0.9.1 §5.3, §5.5). */
final class Omemo2Format implements WireFormat {
  static final WireFormat INSTANCE = new Omemo2Format();

  private Omemo2Format() {}

  @Override
  public OmemoVersion version() {
    return OmemoVersion.OMEMO_2;
  }

  @Override
  public String devicesNode() {
    return Namespaces.OMEMO_2_DEVICES;
  }

  @Override
  public BundlePlace bundleOf(DeviceId device) {
    return new BundlePlace(Namespaces.OMEMO_2_BUNDLES, device.toString(), true);
  }

  @Override
  public DeviceList decodeDevices(XmlElement element) throws ProtocolException {
    return DeviceListCodec.decode(element);
  }

  @Override
  public XmlElement encodeDevices(DeviceList list) {
    return DeviceListCodec.encode(list);
  }

  @Override
  public Bundle decodeBundle(XmlElement element) throws ProtocolException {
    return BundleCodec.decode(element);
  }

  @Override
  public XmlElement encodeBundle(Bundle bundle) {
    return BundleCodec.encode(bundle);
  }

  @Override
  public OmemoElement decodeMessage(XmlElement element) throws ProtocolException {
    return EncryptedElementCodec.decode(element);
  }

  @Override
  public XmlElement encodeMessage(OmemoElement message) {
    return EncryptedElementCodec.encode((EncryptedElement) message);
  }
}
