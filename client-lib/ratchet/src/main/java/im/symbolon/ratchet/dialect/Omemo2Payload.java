package im.symbolon.ratchet.dialect;

import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.AesCbc;
import im.symbolon.ratchet.primitives.CipherKeys;
import im.symbolon.ratchet.primitives.Entropy;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** AES-256-CBC and HMAC; the secret is key and tag, 48 bytes (XEP-0384 §4.5). */
final class Omemo2Payload {
  private static final String LABEL = "OMEMO Payload";
  private static final int KEY_LENGTH = 32;
  private static final int TAG_LENGTH = 16;
  private static final int SECRET_LENGTH = KEY_LENGTH + TAG_LENGTH;

  private Omemo2Payload() {}

  static Payload seal(byte[] plaintext, Entropy entropy) {
    try (PayloadKey key = new PayloadKey(entropy.bytes(KEY_LENGTH));
        CipherKeys keys = CipherKeys.derive(key, LABEL)) {
      byte[] ciphertext = AesCbc.encrypt(keys, plaintext);
      byte[] secret = Arrays.copyOf(key.expose(), SECRET_LENGTH);
      System.arraycopy(keys.tag(TAG_LENGTH, ciphertext), 0, secret, KEY_LENGTH, TAG_LENGTH);
      return Payload.of(ciphertext, Optional.empty(), RatchetPlaintext.of(secret));
    }
  }

  static byte[] open(byte[] ciphertext, RatchetPlaintext secret) throws RatchetException {
    if (secret.length() != SECRET_LENGTH) {
      throw new RatchetException(Reason.MALFORMED, "key and tag are not 48 bytes");
    }
    byte[] both = secret.expose();
    byte[] tag = Arrays.copyOfRange(both, KEY_LENGTH, SECRET_LENGTH);
    try (PayloadKey key = new PayloadKey(Arrays.copyOf(both, KEY_LENGTH));
        CipherKeys keys = CipherKeys.derive(key, LABEL)) {
      if (!MessageDigest.isEqual(keys.tag(TAG_LENGTH, ciphertext), tag)) {
        throw new RatchetException(Reason.NOT_AUTHENTIC, "the payload's tag is wrong");
      }
      return AesCbc.decrypt(keys, ciphertext)
          .orElseThrow(() -> new RatchetException(Reason.NOT_AUTHENTIC, "padding is wrong"));
    }
  }
}
