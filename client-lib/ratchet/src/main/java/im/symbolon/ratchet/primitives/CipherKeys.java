package im.symbolon.ratchet.primitives;

import java.util.Arrays;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The 80 bytes that OMEMO derives for one encryption: 32 for AES, 32 for HMAC, 16 of IV (XEP-0384
 * §4.3, §4.4). Used once and closed.
 */
public final class CipherKeys extends Secret {
  private static final int LENGTH = 80;
  private static final int KEY_LENGTH = 32;

  private CipherKeys(byte[] owned) {
    super(owned);
  }

  /** Expands a 32-byte message or payload key under a label of OMEMO's. */
  public static CipherKeys derive(Secret key, String info) {
    return new CipherKeys(Hkdf.derive(key.expose(), info, LENGTH));
  }

  SecretKeySpec key() {
    return new SecretKeySpec(expose(), 0, KEY_LENGTH, "AES");
  }

  IvParameterSpec iv() {
    return new IvParameterSpec(expose(), 2 * KEY_LENGTH, LENGTH - 2 * KEY_LENGTH);
  }

  /** The first bytes of HMAC-SHA-256 over the parts. */
  public byte[] tag(int length, byte[]... parts) {
    Hmac hmac = Hmac.keyed(expose(), KEY_LENGTH, KEY_LENGTH);
    for (byte[] part : parts) {
      hmac.update(part);
    }
    return Arrays.copyOf(hmac.finish(), length);
  }
}
