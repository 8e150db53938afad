package im.symbolon.protocol.groups;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash of this namespace; every platform has it. */
final class Sha256 {
  /** Bytes. */
  static final int LENGTH = 32;

  private Sha256() {}

  static byte[] of(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this platform lacks SHA-256", e);
    }
  }
}
