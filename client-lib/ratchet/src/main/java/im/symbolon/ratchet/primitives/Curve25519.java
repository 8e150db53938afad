package im.symbolon.ratchet.primitives;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc7748.X25519Field;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** X25519 (RFC 7748) and the map between the curve's two forms, from BouncyCastle. */
public final class Curve25519 {
  /** Bytes of a private or public key, and of an agreed secret. */
  public static final int LENGTH = 32;

  private Curve25519() {}

  /** The public key of a private scalar. */
  public static CurveKey publicKey(byte[] scalar) {
    byte[] out = new byte[LENGTH];
    X25519.scalarMultBase(scalar, 0, out, 0);
    try {
      return CurveKey.parse(out);
    } catch (ProtocolException e) {
      throw new IllegalStateException("a generated key is weak", e);
    }
  }

  /** The agreed 32 bytes; empty when they are all zero, as RFC 7748 §6.1 asks to check. */
  public static Optional<byte[]> agree(byte[] scalar, CurveKey theirs) {
    byte[] out = new byte[LENGTH];
    boolean usable = X25519.calculateAgreement(scalar, 0, theirs.encode(), 0, out, 0);
    return usable ? Optional.of(out) : Optional.empty();
  }

  /**
   * True when the key is the one canonical encoding of a point in the subgroup of prime order, as
   * every honestly made key is. Only then do other bytes mean another agreement: clamped scalars
   * drop a small-order part, and decoding drops the top bit, so that each key has fifteen twins
   * which agree on the same secret.
   */
  public static boolean isUnique(CurveKey key) {
    byte[] encoded = key.encode();
    int[] u = X25519Field.create();
    X25519Field.decode255(encoded, u);
    byte[] canonical = new byte[LENGTH];
    X25519Field.normalize(u);
    X25519Field.encode(u, canonical, 0);
    return Arrays.equals(encoded, canonical) && Ed25519.validatePublicKeyFull(toEdwards(u), 0);
  }

  /** y = (u − 1) / (u + 1), with the sign bit unset (RFC 7748 §4.1). */
  private static byte[] toEdwards(int[] u) {
    int[] one = X25519Field.create();
    int[] numerator = X25519Field.create();
    int[] denominator = X25519Field.create();
    X25519Field.one(one);
    X25519Field.sub(u, one, numerator);
    X25519Field.add(u, one, denominator);
    X25519Field.carry(numerator);
    X25519Field.carry(denominator);
    X25519Field.inv(denominator, denominator);
    X25519Field.mul(numerator, denominator, numerator);
    X25519Field.normalize(numerator);
    byte[] y = new byte[LENGTH];
    X25519Field.encode(numerator, y, 0);
    return y;
  }

  /** The Curve25519 form of an Ed25519 public key: u = (1 + y) / (1 − y) (RFC 7748 §4.1). */
  public static CurveKey toMontgomery(IdentityKey edwards) {
    byte[] encoded = edwards.encode();
    int[] y = X25519Field.create();
    int[] one = X25519Field.create();
    int[] numerator = X25519Field.create();
    int[] denominator = X25519Field.create();
    X25519Field.decode255(encoded, y);
    X25519Field.one(one);
    X25519Field.add(one, y, numerator);
    X25519Field.sub(one, y, denominator);
    X25519Field.carry(denominator);
    X25519Field.carry(numerator);
    X25519Field.inv(denominator, denominator);
    X25519Field.mul(numerator, denominator, numerator);
    X25519Field.normalize(numerator);
    byte[] u = new byte[LENGTH];
    X25519Field.encode(numerator, u, 0);
    try {
      return CurveKey.parse(u);
    } catch (ProtocolException e) {
      throw new IllegalStateException("an identity key of small order was let in", e);
    }
  }

  /** The X25519 scalar of an Ed25519 seed: the first half of its SHA-512 (RFC 8032 §5.1.5). */
  public static byte[] scalarOf(byte[] ed25519Seed) {
    byte[] hash = sha512(ed25519Seed);
    byte[] scalar = Arrays.copyOf(hash, LENGTH);
    Arrays.fill(hash, (byte) 0);
    return scalar;
  }

  private static byte[] sha512(byte[] in) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(in);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this platform lacks SHA-512", e);
    }
  }
}
