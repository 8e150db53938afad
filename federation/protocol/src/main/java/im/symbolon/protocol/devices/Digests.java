package im.symbolon.protocol.devices;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes that device lists and safety numbers are made with; every platform has them. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    return create("SHA-256");
  }

  static MessageDigest sha512() {
    return create("SHA-512");
  }

  private static MessageDigest create(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this platform lacks " + algorithm, e);
    }
  }
}
