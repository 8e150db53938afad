package im.symbolon.ratchet.dialect;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.omemo.Encoding;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.CipherKeys;
import im.symbolon.ratchet.primitives.Curve25519;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.primitives.Secret;
import im.symbolon.ratchet.x3dh.AssociatedData;
import im.symbolon.ratchet.x3dh.X3dh;
import java.util.Optional;

/**
 * OMEMO as most clients speak it (XEP-0384 0.3), over the Signal protocol's version 3. Its key
 * exchanges do not tell the sign of an identity key, so everything is bound to Curve25519 forms.
 */
final class Legacy implements Dialect {
  static final Legacy INSTANCE = new Legacy();

  private static final X3dh AGREEMENT = new X3dh("WhisperText");
  private static final String ROOT = "WhisperRatchet";
  private static final String MESSAGE = "WhisperMessageKeys";

  private Legacy() {}

  @Override
  public Encoding encoding() {
    return Encoding.of(OmemoVersion.LEGACY);
  }

  @Override
  public X3dh agreement() {
    return AGREEMENT;
  }

  /** Both identities in Curve25519 form, 33 bytes each, the sender's first. */
  @Override
  public AssociatedData associatedData(IdentityKey initiator, IdentityKey responder) {
    return AssociatedData.senderFirst(bytes(initiator), bytes(responder));
  }

  private static byte[] bytes(IdentityKey identity) {
    return OmemoVersion.LEGACY.keyBytes(Curve25519.toMontgomery(identity));
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
    return LegacyPayload.seal(plaintext, entropy);
  }

  @Override
  public byte[] openPayload(byte[] ciphertext, Optional<byte[]> iv, RatchetPlaintext secret)
      throws RatchetException {
    return LegacyPayload.open(ciphertext, iv, secret);
  }

  /** A random key that nobody uses, 16 bytes, as other clients send it. */
  @Override
  public RatchetPlaintext emptyContent(Entropy entropy) {
    return RatchetPlaintext.of(entropy.bytes(LegacyPayload.KEY_LENGTH));
  }

  /** A key, alone or with the tag of nothing, as XEP-0384 0.3 §4.7 has it. */
  @Override
  public boolean isEmptyContent(RatchetPlaintext content) {
    return content.length() == LegacyPayload.KEY_LENGTH
        || content.length() == LegacyPayload.SECRET_LENGTH;
  }

  @Override
  public String toString() {
    return "legacy OMEMO";
  }
}
