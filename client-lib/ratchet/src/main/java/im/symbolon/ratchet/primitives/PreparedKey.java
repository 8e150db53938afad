package im.symbolon.ratchet.primitives;

import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An Ed25519 public key that verifies many signatures: it is decoded once, and from its fifth
 * signature on used with tables, which takes less time. It judges the same from the first signature
 * to the last, also of keys and of R that honest signers never make: otherwise one signature would
 * hold for some members of a group and not for others. Judges as {@link Ed25519#verify} does of all
 * that honest signers make; of an R that is no multiple of the base point, which that one judges by
 * chance, it accepts none. Thread-safe.
 */
public final class PreparedKey {
  /** Of the keys that were used last, so that one that is read from a store again keeps tables. */
  private static final int KEPT = 16;

  private static final int BEFORE_TABLES = 4;
  private static final Map<IdentityKey, PreparedKey> LAST =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<IdentityKey, PreparedKey> eldest) {
          return size() > KEPT;
        }
      };

  private Optional<TableVerifier> verifier;
  private int used;

  private PreparedKey(IdentityKey key) {
    byte[] encoded = key.encode();
    this.verifier =
        org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartial(encoded, 0)
            ? TableVerifier.of(encoded)
            : Optional.empty();
  }

  /** That key, decoded; one that is no point of the curve verifies nothing. */
  public static PreparedKey of(IdentityKey key) {
    synchronized (LAST) {
      return LAST.computeIfAbsent(key, PreparedKey::new);
    }
  }

  /** True when that key signed exactly {@code message}. */
  public boolean verifies(byte[] message, Signature signature) {
    Optional<TableVerifier> now = verifier();
    return now.isPresent() && now.get().verifies(message, signature.encode());
  }

  private synchronized Optional<TableVerifier> verifier() {
    if (used++ == BEFORE_TABLES) {
      verifier = verifier.map(TableVerifier::tabled);
    }
    return verifier;
  }
}
