package im.symbolon.messenger.records;

import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import im.symbolon.ratchet.keys.PreKeyPair;
import java.time.Instant;
import java.util.Optional;

/**
 * One of this device's one-time prekeys.
 *
 * @param terms what the device signed about a claim or last-resort key; empty in the PEP pool
 * @param published true when the service was given it
 * @param usedAt when the first key exchange used it
 */
public record OwnPreKey(
    PreKeyPair pair, Optional<Terms> terms, boolean published, Optional<Instant> usedAt) {
  /** Until when it may be used, and the signature that says so. */
  public record Terms(Instant expires, Signature signature) {}

  public PreKeyId id() {
    return pair.id();
  }

  public boolean isUsed() {
    return usedAt.isPresent();
  }

  public OwnPreKey usedAt(Instant now) {
    return isUsed() ? this : new OwnPreKey(pair, terms, published, Optional.of(now));
  }

  public OwnPreKey asPublished() {
    return new OwnPreKey(pair, terms, true, usedAt);
  }

  /** In the form that the service takes; only for keys with terms. */
  public SignedClaimKey signed() {
    Terms signed = terms.orElseThrow(() -> new IllegalStateException("a PEP key has no terms"));
    return new SignedClaimKey(
        id(), pair.pair().publicKey(), Pool.of(id()), signed.expires(), signed.signature());
  }

  @Override
  public String toString() {
    return "OwnPreKey " + id();
  }
}
