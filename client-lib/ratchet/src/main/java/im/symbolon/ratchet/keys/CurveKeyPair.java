package im.symbolon.ratchet.keys;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.primitives.Curve25519;
import im.symbolon.ratchet.primitives.Entropy;

/** A Curve25519 key pair: prekeys, ephemeral and ratchet keys. */
public final class CurveKeyPair implements AutoCloseable {
  private final CurvePrivateKey privateKey;
  private final CurveKey publicKey;

  private CurveKeyPair(CurvePrivateKey privateKey, CurveKey publicKey) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
  }

  /** A fresh pair from 32 random bytes. */
  public static CurveKeyPair generate(Entropy entropy) {
    return restore(entropy.bytes(Curve25519.LENGTH));
  }

  /** The pair of a stored private key; takes the 32 bytes over. */
  public static CurveKeyPair restore(byte[] ownedScalar) {
    if (ownedScalar.length != Curve25519.LENGTH) {
      throw new IllegalArgumentException("private key is not 32 bytes");
    }
    return new CurveKeyPair(new CurvePrivateKey(ownedScalar), Curve25519.publicKey(ownedScalar));
  }

  /** As {@link #restore(byte[])}, with the public half that was stored beside it. */
  public static CurveKeyPair restore(byte[] ownedScalar, CurveKey publicKey) {
    if (ownedScalar.length != Curve25519.LENGTH) {
      throw new IllegalArgumentException("private key is not 32 bytes");
    }
    return new CurveKeyPair(new CurvePrivateKey(ownedScalar), publicKey);
  }

  public CurveKey publicKey() {
    return publicKey;
  }

  public CurvePrivateKey privateKey() {
    return privateKey;
  }

  /**
   * Agrees with another's public key.
   *
   * @throws RatchetException NOT_AUTHENTIC when the result is all zero
   */
  public byte[] agree(CurveKey theirs) throws RatchetException {
    return privateKey.agree(theirs);
  }

  @Override
  public void close() {
    privateKey.close();
  }

  @Override
  public String toString() {
    return "CurveKeyPair";
  }
}
