package im.symbolon.ratchet.dialect;

import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.AesGcm;
import im.symbolon.ratchet.primitives.Entropy;
import java.util.Arrays;
import java.util.Optional;

/**
 * AES-128-GCM, whose tag is taken out of the ciphertext and travels behind the key, 32 bytes
 * together.
 *
 * <p>The integrity is weak: GCM is no commitment to its key, so a device that was given the key can
 * make another content with the same tag. A secret of 16 bytes, from senders who left the tag in
 * the ciphertext, is refused, as other clients do: there any device could change the content at
 * will.
 */
final class LegacyPayload {
  static final int KEY_LENGTH = 16;
  static final int SECRET_LENGTH = KEY_LENGTH + AesGcm.TAG_LENGTH;
  private static final int IV_LENGTH = 12;

  /** Older clients send as much; GCM then hashes it first (NIST SP 800-38D §7.1). */
  private static final int LONG_IV_LENGTH = 16;

  private LegacyPayload() {}

  static Payload seal(byte[] plaintext, Entropy entropy) {
    try (PayloadKey key = new PayloadKey(entropy.bytes(KEY_LENGTH))) {
      byte[] iv = entropy.bytes(IV_LENGTH);
      byte[] sealed = AesGcm.encrypt(key, iv, plaintext);
      byte[] secret = Arrays.copyOf(key.expose(), SECRET_LENGTH);
      System.arraycopy(sealed, plaintext.length, secret, KEY_LENGTH, AesGcm.TAG_LENGTH);
      byte[] ciphertext = Arrays.copyOf(sealed, plaintext.length);
      return Payload.of(ciphertext, Optional.of(iv), RatchetPlaintext.of(secret));
    }
  }

  static byte[] open(byte[] ciphertext, Optional<byte[]> iv, RatchetPlaintext secret)
      throws RatchetException {
    byte[] nonce = iv.orElse(new byte[0]);
    if (secret.length() != SECRET_LENGTH) {
      throw new RatchetException(Reason.MALFORMED, "key and tag are not 32 bytes");
    }
    if (nonce.length != IV_LENGTH && nonce.length != LONG_IV_LENGTH) {
      throw new RatchetException(Reason.MALFORMED, "the IV has neither 12 nor 16 bytes");
    }
    byte[] both = secret.expose();
    byte[] sealed = Arrays.copyOf(ciphertext, ciphertext.length + AesGcm.TAG_LENGTH);
    System.arraycopy(both, KEY_LENGTH, sealed, ciphertext.length, AesGcm.TAG_LENGTH);
    try (PayloadKey key = new PayloadKey(Arrays.copyOf(both, KEY_LENGTH))) {
      return AesGcm.decrypt(key, nonce, sealed)
          .orElseThrow(
              () -> new RatchetException(Reason.NOT_AUTHENTIC, "the payload's tag is wrong"));
    }
  }
}
