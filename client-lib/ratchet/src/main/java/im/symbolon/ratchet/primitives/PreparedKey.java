package im.symbolon.ratchet.primitives;

import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/**
 * An Ed25519 public key that verifies many signatures: it is decoded once, and from its fifth
 * signature on used with tables, which halves the time. Judges as {@link Ed25519#verify} does of
 * all that honest signers make; of signatures whose R is no multiple of the base point, which that
 * one judges by chance, it accepts none. Thread-safe.
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

  private final byte[] key;
  private final Optional<PublicPoint> point;
  private int used;
  private Optional<TableVerifier> tables = Optional.empty();

  private PreparedKey(IdentityKey key) {
    this.key = key.encode();
    this.point =
        Optional.ofNullable(
            org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartialExport(this.key, 0));
  }

  /** That key, decoded; one that is no point of the curve verifies nothing. */
  public static PreparedKey of(IdentityKey key) {
    synchronized (LAST) {
      return LAST.computeIfAbsent(key, PreparedKey::new);
    }
  }

  /** True when that key signed exactly {@code message}. */
  public boolean verifies(byte[] message, Signature signature) {
    if (!point.isPresent()) {
      return false;
    }
    Optional<TableVerifier> fast = tables();
    return fast.isPresent()
        ? fast.get().verifies(message, signature.encode())
        : org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
            signature.encode(), 0, point.get(), message, 0, message.length);
  }

  private synchronized Optional<TableVerifier> tables() {
    if (!tables.isPresent() && used++ >= BEFORE_TABLES) {
      tables = TableVerifier.of(key);
    }
    return tables;
  }
}
