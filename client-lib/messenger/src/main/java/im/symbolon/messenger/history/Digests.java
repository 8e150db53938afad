package im.symbolon.messenger.history;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Ids that follow from what they name. */
final class Digests {
  private static final int ID_BYTES = 16;

  private Digests() {}

  /** The first 128 bits of SHA-256 in hexadecimal. */
  static String id(byte[] named) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(named);
      StringBuilder out = new StringBuilder(2 * ID_BYTES);
      for (int i = 0; i < ID_BYTES; i++) {
        out.append(Character.forDigit((hash[i] >> 4) & 0xf, 16))
            .append(Character.forDigit(hash[i] & 0xf, 16));
      }
      return out.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this platform lacks SHA-256", e);
    }
  }
}
