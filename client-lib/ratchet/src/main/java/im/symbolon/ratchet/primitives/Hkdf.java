package im.symbolon.ratchet.primitives;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** HKDF-SHA-256 (RFC 5869), over {@link Hmac}. */
public final class Hkdf {
  private static final int MAX_LENGTH = 255 * Hmac.LENGTH;

  private Hkdf() {}

  /** Derives {@code length} bytes with a salt of 32 zero bytes. */
  public static byte[] derive(byte[] secret, String info, int length) {
    return derive(Hmac.zeroKeyed(), secret, info.getBytes(StandardCharsets.UTF_8), length);
  }

  /**
   * Derives {@code length} bytes.
   *
   * @param length 1 to 8160 bytes
   */
  public static byte[] derive(byte[] salt, byte[] secret, byte[] info, int length) {
    return derive(Hmac.keyed(salt), secret, info, length);
  }

  private static byte[] derive(Hmac salted, byte[] secret, byte[] info, int length) {
    if (length < 1 || length > MAX_LENGTH) {
      throw new IllegalArgumentException("HKDF length");
    }
    salted.update(secret);
    byte[] prk = salted.finish();
    try {
      return expand(Hmac.keyed(prk), info, length);
    } finally {
      Arrays.fill(prk, (byte) 0);
    }
  }

  private static byte[] expand(Hmac keyed, byte[] info, int length) {
    int blocks = (length + Hmac.LENGTH - 1) / Hmac.LENGTH;
    byte[] padded = new byte[blocks * Hmac.LENGTH];
    for (int i = 0; i < blocks; i++) {
      Hmac block = i < blocks - 1 ? keyed.copy() : keyed;
      if (i > 0) {
        block.update(padded, (i - 1) * Hmac.LENGTH, Hmac.LENGTH);
      }
      block.update(info);
      block.update((byte) (i + 1));
      block.finish(padded, i * Hmac.LENGTH);
    }
    byte[] out = Arrays.copyOf(padded, length);
    Arrays.fill(padded, (byte) 0);
    return out;
  }
}
