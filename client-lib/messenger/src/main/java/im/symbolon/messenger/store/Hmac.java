package im.symbolon.messenger.store;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 from the platform's provider, and HKDF (RFC 5869) over it. One thread at a time. */
final class Hmac {
  static final int LENGTH = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  private Hmac(Mac mac) {
    this.mac = mac;
  }

  static Hmac create() {
    try {
      return new Hmac(Mac.getInstance(ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every platform has HMAC-SHA-256", e);
    }
  }

  static Hmac keyed(byte[] key) {
    Hmac hmac = create();
    hmac.key(key);
    return hmac;
  }

  /** The code over the parts, one after the other, under the key last set. */
  byte[] code(byte[]... parts) {
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  /** HKDF with an output of one block, 32 bytes. Leaves another key set. */
  byte[] derive(byte[] inputKey, byte[] salt, byte[] info) {
    key(salt);
    byte[] pseudoRandomKey = code(inputKey);
    key(pseudoRandomKey);
    byte[] out = code(info, new byte[] {1});
    Arrays.fill(pseudoRandomKey, (byte) 0);
    return out;
  }

  private void key(byte[] key) {
    try {
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC takes any key", e);
    }
  }
}
