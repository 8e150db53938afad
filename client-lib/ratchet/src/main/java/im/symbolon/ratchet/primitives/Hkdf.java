package im.symbolon.ratchet.primitives;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;

/** HKDF-SHA-256 (RFC 5869), from the platform's HMAC. */
public final class Hkdf {
  private static final byte[] ZERO_SALT = new byte[Hmac.LENGTH];
  private static final int MAX_LENGTH = 255 * Hmac.LENGTH;

  private Hkdf() {}

  /** Derives {@code length} bytes with a salt of 32 zero bytes. */
  public static byte[] derive(byte[] secret, String info, int length) {
    return derive(ZERO_SALT, secret, info.getBytes(StandardCharsets.UTF_8), length);
  }

  /**
   * Derives {@code length} bytes.
   *
   * @param length 1 to 8160 bytes
   */
  public static byte[] derive(byte[] salt, byte[] secret, byte[] info, int length) {
    if (length < 1 || length > MAX_LENGTH) {
      throw new IllegalArgumentException("HKDF length");
    }
    byte[] prk = Hmac.tag(salt.length == 0 ? ZERO_SALT : salt, secret);
    try {
      return expand(prk, info, length);
    } finally {
      Arrays.fill(prk, (byte) 0);
    }
  }

  private static byte[] expand(byte[] prk, byte[] info, int length) {
    Mac mac = Hmac.keyed(prk);
    int blocks = (length + Hmac.LENGTH - 1) / Hmac.LENGTH;
    byte[] padded = new byte[blocks * Hmac.LENGTH];
    try {
      for (int i = 0; i < blocks; i++) {
        if (i > 0) {
          mac.update(padded, (i - 1) * Hmac.LENGTH, Hmac.LENGTH);
        }
        mac.update(info);
        mac.update((byte) (i + 1));
        mac.doFinal(padded, i * Hmac.LENGTH);
      }
    } catch (ShortBufferException e) {
      throw new IllegalStateException(e);
    }
    byte[] out = Arrays.copyOf(padded, length);
    Arrays.fill(padded, (byte) 0);
    return out;
  }
}
