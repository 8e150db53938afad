package im.symbolon.protocol.groups;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.XmlElement;

/** The attributes {@code epoch} and {@code eh}: which epoch. */
final class EpochNames {
  static final String NUMBER = "epoch";
  static final String HASH = "eh";

  private EpochNames() {}

  static EpochName read(XmlElement element) throws ProtocolException {
    return new EpochName(
        Numbers.parse(element.required(NUMBER), Numbers.MAX),
        EpochHash.parse(element.required(HASH)));
  }

  static void write(EpochName epoch, XmlElement.Builder out) {
    out.with(NUMBER, Long.toString(epoch.number())).with(HASH, epoch.hash().toBase64());
  }
}
