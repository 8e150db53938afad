package im.symbolon.protocol.files;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.StrictBase64;
import im.symbolon.protocol.xml.XmlElement;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The hash of a file's bytes (XEP-0300). Immutable. */
public final class FileHash {
  static final String NAMESPACE = "urn:xmpp:hashes:2";
  static final String NAME = "hash";

  private final HashAlgorithm algorithm;
  private final byte[] value;

  private FileHash(HashAlgorithm algorithm, byte[] owned) {
    this.algorithm = Objects.requireNonNull(algorithm);
    this.value = owned;
  }

  /**
   * Takes a copy.
   *
   * @throws IllegalArgumentException when it has not the algorithm's length
   */
  public static FileHash of(HashAlgorithm algorithm, byte[] value) {
    if (value.length != algorithm.length()) {
      throw new IllegalArgumentException("not the length of such a hash");
    }
    return new FileHash(algorithm, value.clone());
  }

  /**
   * The children that are hashes by an algorithm that is known here; the others are passed over.
   *
   * @throws ProtocolException MALFORMED, also for two by the same algorithm (XEP-0300 §3)
   */
  static List<FileHash> in(XmlElement parent) throws ProtocolException {
    Map<HashAlgorithm, FileHash> found = new EnumMap<>(HashAlgorithm.class);
    for (XmlElement each : parent.children()) {
      if (each.is(NAMESPACE, NAME)) {
        Optional<FileHash> hash = parse(each);
        if (hash.isPresent() && found.put(hash.get().algorithm, hash.get()) != null) {
          throw new ProtocolException(Reason.MALFORMED, "two hashes by one algorithm");
        }
      }
    }
    return Collections.unmodifiableList(new ArrayList<>(found.values()));
  }

  private static Optional<FileHash> parse(XmlElement element) throws ProtocolException {
    Optional<HashAlgorithm> known = HashAlgorithm.named(element.required("algo"));
    if (!known.isPresent()) {
      return Optional.empty();
    }
    int length = known.get().length();
    byte[] value = StrictBase64.decode(element.text(), length);
    if (value.length != length) {
      throw new ProtocolException(Reason.MALFORMED, "a hash of another length");
    }
    return Optional.of(new FileHash(known.get(), value));
  }

  XmlElement toXml() {
    return XmlElement.element(NAMESPACE, NAME)
        .with("algo", algorithm.wireName())
        .text(StrictBase64.encode(value))
        .build();
  }

  public HashAlgorithm algorithm() {
    return algorithm;
  }

  /** True for these bytes, in a time that depends on the length alone. */
  public boolean isValue(byte[] other) {
    return MessageDigest.isEqual(value, other);
  }

  /** A copy. */
  public byte[] value() {
    return value.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileHash hash
        && algorithm == hash.algorithm
        && Arrays.equals(value, hash.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return algorithm.wireName();
  }
}
