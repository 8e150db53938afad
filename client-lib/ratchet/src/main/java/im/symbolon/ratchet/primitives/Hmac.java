package im.symbolon.ratchet.primitives;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104), from the platform. */
public final class Hmac {
  /** Bytes of a full tag. */
  public static final int LENGTH = 32;

  static final String ALGORITHM = "HmacSHA256";
  private static final ThreadLocal<Mac> MACS = ThreadLocal.withInitial(Hmac::create);

  private Hmac() {}

  /**
   * Two tags under one key, over one byte each: what a chain step needs.
   *
   * @return the tags, 32 bytes each
   */
  public static byte[][] tags(byte[] key, byte first, byte second) {
    Mac mac = keyed(key);
    mac.update(first);
    byte[] firstTag = mac.doFinal();
    mac.update(second);
    return new byte[][] {firstTag, mac.doFinal()};
  }

  /** The 32-byte tag over the parts, one after the other. */
  public static byte[] tag(byte[] key, byte[]... parts) {
    Mac mac = keyed(key);
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  /** A provider object with that key, for several tags in a row on this thread only. */
  static Mac keyed(byte[] key) {
    return keyed(new SecretKeySpec(key, ALGORITHM));
  }

  static Mac keyed(SecretKeySpec key) {
    Mac mac = MACS.get();
    try {
      mac.init(key);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("the platform refuses an HMAC key", e);
    }
    return mac;
  }

  static Mac create() {
    try {
      return Mac.getInstance(ALGORITHM);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this platform lacks " + ALGORITHM, e);
    }
  }
}
