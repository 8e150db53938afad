package im.symbolon.ratchet.omemo;

import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.primitives.AesCbc;
import im.symbolon.ratchet.primitives.CipherKeys;
import im.symbolon.ratchet.primitives.Entropy;
import java.util.Arrays;

/**
 * A stanza's encrypted content (XEP-0384 §4.5): one ciphertext for all, and 48 secret bytes, key
 * and tag, that every recipient gets through its own session.
 */
public final class Payload {
  private static final int SECRET_LENGTH = PayloadKey.LENGTH + CipherKeys.TAG_LENGTH;

  private final byte[] ciphertext;
  private final RatchetPlaintext secret;

  private Payload(byte[] ciphertext, RatchetPlaintext secret) {
    this.ciphertext = ciphertext;
    this.secret = secret;
  }

  /** Encrypts under a fresh key. */
  public static Payload seal(byte[] plaintext, Entropy entropy) {
    try (PayloadKey key = PayloadKey.generate(entropy);
        CipherKeys keys = key.cipherKeys()) {
      byte[] ciphertext = AesCbc.encrypt(keys, plaintext);
      byte[] secret = Arrays.copyOf(key.expose(), SECRET_LENGTH);
      System.arraycopy(keys.tag(ciphertext), 0, secret, PayloadKey.LENGTH, CipherKeys.TAG_LENGTH);
      return new Payload(ciphertext, RatchetPlaintext.of(secret));
    }
  }

  /**
   * Authenticates the ciphertext and decrypts it.
   *
   * @param secret 48 bytes from a session
   * @throws RatchetException MALFORMED when the secret has another length, NOT_AUTHENTIC
   */
  public static byte[] open(byte[] ciphertext, RatchetPlaintext secret) throws RatchetException {
    if (secret.length() != SECRET_LENGTH) {
      throw new RatchetException(Reason.MALFORMED, "key and tag are not 48 bytes");
    }
    byte[] both = secret.expose();
    byte[] tag = Arrays.copyOfRange(both, PayloadKey.LENGTH, SECRET_LENGTH);
    try (PayloadKey key = new PayloadKey(Arrays.copyOf(both, PayloadKey.LENGTH));
        CipherKeys keys = key.cipherKeys()) {
      if (!keys.verifies(tag, ciphertext)) {
        throw new RatchetException(Reason.NOT_AUTHENTIC, "the payload's tag is wrong");
      }
      return AesCbc.decrypt(keys, ciphertext)
          .orElseThrow(() -> new RatchetException(Reason.NOT_AUTHENTIC, "padding is wrong"));
    }
  }

  /** What stands in {@code <payload/>}. */
  public byte[] ciphertext() {
    return ciphertext.clone();
  }

  /** What each session carries, 48 bytes; close it when all are sealed. */
  public RatchetPlaintext secret() {
    return secret;
  }

  @Override
  public String toString() {
    return "Payload";
  }
}
