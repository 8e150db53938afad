package im.symbolon.ratchet.keys;

import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.ratchet.primitives.Curve25519;
import im.symbolon.ratchet.primitives.Ed25519;
import im.symbolon.ratchet.primitives.Entropy;

/**
 * A device's identity: Ed25519 inside, used for agreement through the birational map (XEP-0384
 * §4.2). Never backed up.
 */
public final class IdentityKeyPair implements AutoCloseable {
  private final IdentitySeed seed;
  private final IdentityKey publicKey;
  private final CurvePrivateKey agreementKey;

  private IdentityKeyPair(byte[] ownedSeed) {
    this.seed = new IdentitySeed(ownedSeed);
    this.publicKey = Ed25519.publicKey(ownedSeed);
    this.agreementKey = new CurvePrivateKey(Curve25519.scalarOf(ownedSeed));
  }

  /** A fresh identity from 32 random bytes. */
  public static IdentityKeyPair generate(Entropy entropy) {
    return restore(entropy.bytes(Ed25519.SEED_LENGTH));
  }

  /** The identity of a stored seed; takes the 32 bytes over. */
  public static IdentityKeyPair restore(byte[] ownedSeed) {
    if (ownedSeed.length != Ed25519.SEED_LENGTH) {
      throw new IllegalArgumentException("seed is not 32 bytes");
    }
    return new IdentityKeyPair(ownedSeed);
  }

  public IdentityKey publicKey() {
    return publicKey;
  }

  /** What to seal at rest in order to {@link #restore} this identity. */
  public IdentitySeed seed() {
    return seed;
  }

  /** The private half in its Curve25519 form. */
  public CurvePrivateKey agreementKey() {
    return agreementKey;
  }

  /** Signs exactly {@code message}. */
  public Signature sign(byte[] message) {
    return Ed25519.sign(seed.expose(), message);
  }

  @Override
  public void close() {
    seed.close();
    agreementKey.close();
  }

  @Override
  public String toString() {
    return "IdentityKeyPair";
  }
}
