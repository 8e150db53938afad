package im.symbolon.ratchet.primitives;

import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519.PublicPoint;

/**
 * An Ed25519 public key that verifies many signatures: it is decoded once. Judges exactly as {@link
 * Ed25519#verify} does.
 */
public final class PreparedKey {
  private final Optional<PublicPoint> point;

  /** Decodes the key; one that is no point of the curve verifies nothing. */
  public PreparedKey(IdentityKey key) {
    this.point =
        Optional.ofNullable(
            org.bouncycastle.math.ec.rfc8032.Ed25519.validatePublicKeyPartialExport(
                key.encode(), 0));
  }

  /** True when that key signed exactly {@code message}. */
  public boolean verifies(byte[] message, Signature signature) {
    return point.isPresent()
        && org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
            signature.encode(), 0, point.get(), message, 0, message.length);
  }
}
