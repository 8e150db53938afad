package im.symbolon.protocol.keys;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Everything public about one device that others need to write to it first (XEP-0384 §5.3.2).
 *
 * @param version for whose key exchanges it is meant
 * @param identity in a legacy bundle: with the sign that its signature tells
 * @param preKeys one-time prekeys with distinct ids, {@value #MAX_PRE_KEYS} at most; may be empty
 *     in a bundle from outside, see {@link #requireUsable}
 */
public record Bundle(
    OmemoVersion version, IdentityKey identity, SignedPreKey signedPreKey, List<PreKey> preKeys) {
  /** Prekeys in a full bundle; XEP-0384 §5.3.2 asks for around 100. */
  public static final int FULL = 100;

  /** The least that a published bundle must have (XEP-0384 §5.3.2). */
  public static final int MIN_PRE_KEYS = 25;

  /** More than any client publishes; a bound for parsers. */
  public static final int MAX_PRE_KEYS = 1000;

  public Bundle {
    Objects.requireNonNull(version);
    Objects.requireNonNull(identity);
    Objects.requireNonNull(signedPreKey);
    preKeys = List.copyOf(preKeys);
    Set<PreKeyId> ids = new HashSet<>();
    for (PreKey each : preKeys) {
      if (!ids.add(each.id())) {
        throw new IllegalArgumentException("prekey id " + each.id() + " appears twice");
      }
    }
    if (preKeys.size() > MAX_PRE_KEYS) {
      throw new IllegalArgumentException("too many prekeys");
    }
  }

  /**
   * Returns this bundle when a key exchange with it may begin: signature right, and a prekey there.
   *
   * @throws ProtocolException BAD_SIGNATURE, or MALFORMED without any prekey
   */
  public Bundle requireUsable(SignatureVerifier verifier) throws ProtocolException {
    signedPreKey.verify(version, identity, verifier);
    if (preKeys.isEmpty()) {
      throw new ProtocolException(Reason.MALFORMED, "the bundle has no prekeys");
    }
    return this;
  }
}
