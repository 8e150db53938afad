package im.symbolon.ratchet.dialect;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.omemo.Encoding;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.CipherKeys;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.primitives.Secret;
import im.symbolon.ratchet.x3dh.AssociatedData;
import im.symbolon.ratchet.x3dh.X3dh;
import java.security.MessageDigest;
import java.util.Optional;

/** OMEMO 2 (XEP-0384 0.9.1 §4.3 to §4.5). */
final class Omemo2 implements Dialect {
  static final Omemo2 INSTANCE = new Omemo2();

  private static final X3dh AGREEMENT = new X3dh("OMEMO X3DH");
  private static final String ROOT = "OMEMO Root Chain";
  private static final String MESSAGE = "OMEMO Message Key Material";
  private static final int EMPTY_LENGTH = 32;

  private Omemo2() {}

  @Override
  public Encoding encoding() {
    return Encoding.of(OmemoVersion.OMEMO_2);
  }

  @Override
  public X3dh agreement() {
    return AGREEMENT;
  }

  /**
   * Both identities in Ed25519 form, sign bit included, the initiator's first in both directions.
   */
  @Override
  public AssociatedData associatedData(IdentityKey initiator, IdentityKey responder) {
    return AssociatedData.inOneOrder(initiator.encode(), responder.encode());
  }

  @Override
  public String rootLabel() {
    return ROOT;
  }

  @Override
  public CipherKeys cipherKeys(Secret messageKey) {
    return CipherKeys.derive(messageKey, MESSAGE);
  }

  @Override
  public Payload sealPayload(byte[] plaintext, Entropy entropy) {
    return Omemo2Payload.seal(plaintext, entropy);
  }

  @Override
  public byte[] openPayload(byte[] ciphertext, Optional<byte[]> iv, RatchetPlaintext secret)
      throws RatchetException {
    return Omemo2Payload.open(ciphertext, secret);
  }

  /** 32 zero bytes. */
  @Override
  public RatchetPlaintext emptyContent(Entropy entropy) {
    return RatchetPlaintext.of(new byte[EMPTY_LENGTH]);
  }

  @Override
  public boolean isEmptyContent(RatchetPlaintext content) {
    return MessageDigest.isEqual(content.expose(), new byte[EMPTY_LENGTH]);
  }

  @Override
  public String toString() {
    return "OMEMO 2";
  }
}
