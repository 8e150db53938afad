package im.symbolon.ratchet.primitives;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.Signature;

/** Ed25519 (RFC 8032), from BouncyCastle. */
public final class Ed25519 {
  /** Bytes of a private seed. */
  public static final int SEED_LENGTH = 32;

  private Ed25519() {}

  /** The public key of a seed. */
  public static IdentityKey publicKey(byte[] seed) {
    byte[] out = new byte[IdentityKey.LENGTH];
    org.bouncycastle.math.ec.rfc8032.Ed25519.generatePublicKey(seed, 0, out, 0);
    try {
      return IdentityKey.parse(out);
    } catch (ProtocolException e) {
      throw new IllegalStateException("a generated key is weak", e);
    }
  }

  /** Signs exactly {@code message}. */
  public static Signature sign(byte[] seed, byte[] message) {
    byte[] out = new byte[Signature.LENGTH];
    org.bouncycastle.math.ec.rfc8032.Ed25519.sign(seed, 0, message, 0, message.length, out, 0);
    try {
      return Signature.parse(out);
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Signs exactly {@code message}, in half the time.
   *
   * @param own the public key of that very seed; under another one the signature would give the
   *     seed away
   */
  public static Signature sign(byte[] seed, IdentityKey own, byte[] message) {
    byte[] out = new byte[Signature.LENGTH];
    org.bouncycastle.math.ec.rfc8032.Ed25519.sign(
        seed, 0, own.encode(), 0, message, 0, message.length, out, 0);
    try {
      return Signature.parse(out);
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A {@link im.symbolon.protocol.keys.SignatureVerifier}. */
  public static boolean verify(IdentityKey signer, byte[] message, Signature signature) {
    return org.bouncycastle.math.ec.rfc8032.Ed25519.verify(
        signature.encode(), 0, signer.encode(), 0, message, 0, message.length);
  }
}
