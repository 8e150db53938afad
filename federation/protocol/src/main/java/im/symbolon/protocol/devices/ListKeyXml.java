package im.symbolon.protocol.devices;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;

/** {@code <certificate/>}, wherever one stands. */
public final class ListKeyXml {
  /** The element's name. */
  public static final String NAME = "certificate";

  private static final Shape SHAPE =
      Shape.of(Namespaces.DEVICES, NAME, "root", "key", "serial", "expires", "signature");

  private ListKeyXml() {}

  /** The element for the wire. */
  public static XmlElement write(ListKeyCertificate certificate) {
    return SHAPE
        .start()
        .with("root", certificate.root().key().toBase64())
        .with("key", certificate.key().key().toBase64())
        .with("serial", Long.toString(certificate.serial()))
        .with("expires", Numbers.write(certificate.expires()))
        .with("signature", certificate.signature().toBase64())
        .build();
  }

  /**
   * Reads a certificate. Its signature is not checked yet.
   *
   * @throws ProtocolException for every other element
   */
  public static ListKeyCertificate read(XmlElement element) throws ProtocolException {
    SHAPE.empty(element);
    AccountRoot root = new AccountRoot(IdentityKey.parse(element.required("root")));
    ListKey key = new ListKey(IdentityKey.parse(element.required("key")));
    long serial = Numbers.parse(element.required("serial"), Numbers.MAX);
    Signature signature = Signature.parse(element.required("signature"));
    try {
      return new ListKeyCertificate(
          root, key, serial, Numbers.parseInstant(element.required("expires")), signature);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(ProtocolException.Reason.OUT_OF_RANGE, e.getMessage(), e);
    }
  }
}
