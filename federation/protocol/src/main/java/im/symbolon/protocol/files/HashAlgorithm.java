package im.symbolon.protocol.files;

import java.util.Optional;

/** The hash functions of XEP-0300 that a file is believed by; XEP-0414 forbids the older ones. */
public enum HashAlgorithm {
  SHA_256("sha-256", 32),
  SHA_512("sha-512", 64),
  SHA3_256("sha3-256", 32),
  SHA3_512("sha3-512", 64),
  BLAKE2B_256("blake2b-256", 32),
  BLAKE2B_512("blake2b-512", 64);

  private final String wireName;
  private final int length;

  HashAlgorithm(String wireName, int length) {
    this.wireName = wireName;
    this.length = length;
  }

  /** Empty for one that nothing is believed by. */
  public static Optional<HashAlgorithm> named(String name) {
    for (HashAlgorithm each : values()) {
      if (each.wireName.equals(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** As {@code algo=''} has it. */
  public String wireName() {
    return wireName;
  }

  /** Bytes of a hash. */
  public int length() {
    return length;
  }
}
