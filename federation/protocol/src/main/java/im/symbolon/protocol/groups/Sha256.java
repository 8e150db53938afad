package im.symbolon.protocol.groups;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hash of this namespace; every platform has it. */
final class Sha256 {
  /** Bytes. */
  static final int LENGTH = 32;

  /** Making one is slow. It keeps nothing of what it has hashed. */
  private static final ThreadLocal<MessageDigest> DIGESTS = ThreadLocal.withInitial(Sha256::create);

  private Sha256() {}

  static byte[] of(byte[] message) {
    return DIGESTS.get().digest(message);
  }

  private static MessageDigest create() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this platform lacks SHA-256", e);
    }
  }
}
