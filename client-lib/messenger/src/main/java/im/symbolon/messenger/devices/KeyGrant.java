package im.symbolon.messenger.devices;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.devices.ListKeyXml;
import im.symbolon.protocol.xml.Shape;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.account.ListKeyPair;
import im.symbolon.ratchet.primitives.Ed25519;
import java.util.Base64;

/**
 * {@code <list-key xmlns='urn:symbolon:devices:0' seed='…'><certificate/></list-key>}: the list key
 * that took the place of a dead one, with the root's word for it. For members of the account only,
 * and inside OMEMO only. Holds a secret: close it.
 */
final class KeyGrant implements AutoCloseable {
  static final String NAME = "list-key";

  private static final Shape SHAPE = Shape.of(Namespaces.DEVICES, NAME, "seed");

  /** Of 32 bytes in base64. */
  private static final int SEED_TEXT = (Ed25519.SEED_LENGTH + 2) / 3 * 4;

  private final ListKeyPair key;
  private final ListKeyCertificate certificate;

  /**
   * Takes the key over.
   *
   * @throws IllegalArgumentException when the certificate is of another key
   */
  KeyGrant(ListKeyPair ownedKey, ListKeyCertificate certificate) {
    if (!ownedKey.listKey().equals(certificate.key())) {
      ownedKey.close();
      throw new IllegalArgumentException("the certificate is of another list key");
    }
    this.key = ownedKey;
    this.certificate = certificate;
  }

  ListKeyPair key() {
    return key;
  }

  ListKeyCertificate certificate() {
    return certificate;
  }

  XmlElement encode() {
    return SHAPE
        .start()
        .with("seed", Base64.getEncoder().encodeToString(key.seed().expose()))
        .with(ListKeyXml.write(certificate))
        .build();
  }

  /**
   * Reads what {@link #encode} wrote. The certificate's signature is not checked yet.
   *
   * @throws ProtocolException for everything else, also when key and certificate do not fit
   */
  static KeyGrant decode(XmlElement element) throws ProtocolException {
    SHAPE.container(element, 1, ListKeyXml.NAME);
    ListKeyCertificate certificate = ListKeyXml.read(element.only(ListKeyXml.NAME));
    String seed = element.required("seed");
    if (seed.length() != SEED_TEXT) {
      throw new ProtocolException(Reason.MALFORMED, "not the seed of a list key");
    }
    try {
      return new KeyGrant(ListKeyPair.restore(Base64.getDecoder().decode(seed)), certificate);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, "not a list key with its certificate", e);
    }
  }

  @Override
  public void close() {
    key.close();
  }

  @Override
  public String toString() {
    return "KeyGrant";
  }
}
