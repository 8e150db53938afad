package im.symbolon.ratchet.primitives;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 from the platform, where its state can be copied. */
public final class Sha256 {
  /** Bytes of a hash. */
  static final int LENGTH = 32;

  /** Bytes that are taken in at a time (FIPS 180-4 §1). */
  static final int BLOCK_LENGTH = 64;

  private Sha256() {}

  /** A digest that has taken nothing in; making one is slow, keep it. */
  public static MessageDigest create() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this platform lacks SHA-256", e);
    }
  }

  /** Another digest that has taken in the same. */
  static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this platform's SHA-256 cannot be copied", e);
    }
  }

  /** Writes the hash and forgets what was taken in. */
  static void finish(MessageDigest digest, byte[] out, int offset) {
    try {
      digest.digest(out, offset, LENGTH);
    } catch (DigestException e) {
      throw new IllegalStateException("the platform's SHA-256 failed", e);
    }
  }
}
