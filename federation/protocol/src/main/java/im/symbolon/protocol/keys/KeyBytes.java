package im.symbolon.protocol.keys;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.math.BigInteger;
import java.util.Set;

/** Checks that hold before any provider sees a key (RFC 7748 §6.1, RFC 8032 §5.1.3). */
final class KeyBytes {
  static final int LENGTH = 32;

  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  /** Ed25519 y coordinates of the points whose order divides the cofactor; signs do not matter. */
  private static final Set<BigInteger> SMALL_ORDER_Y =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          P.subtract(BigInteger.ONE),
          new BigInteger("5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826", 16),
          new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16));

  /** Curve25519 u coordinates of the same points and of those on the twist. */
  private static final Set<BigInteger> SMALL_ORDER_U =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          P.subtract(BigInteger.ONE),
          new BigInteger("57119fd0dd4e22d8868e1c58c45c44045bef839c55b1d0b1248c50a3bc959c5f", 16),
          new BigInteger("b8495f16056286fdb1329ceb8d09da6ac49ff1fae35616aeb8413b7c7aebe0", 16));

  private KeyBytes() {}

  /** A copy of a usable Ed25519 public key. */
  static byte[] requireEdwards(byte[] in) throws ProtocolException {
    BigInteger y = coordinate(in);
    if (y.compareTo(P) >= 0) {
      throw new ProtocolException(Reason.WEAK_KEY, "public key is not canonical");
    }
    requireLargeOrder(!SMALL_ORDER_Y.contains(y));
    return in.clone();
  }

  /** A copy of a usable Curve25519 public key; u may be above p, as RFC 7748 §5 accepts it. */
  static byte[] requireMontgomery(byte[] in) throws ProtocolException {
    requireLargeOrder(!SMALL_ORDER_U.contains(coordinate(in).mod(P)));
    return in.clone();
  }

  private static void requireLargeOrder(boolean large) throws ProtocolException {
    if (!large) {
      throw new ProtocolException(Reason.WEAK_KEY, "public key is of small order");
    }
  }

  private static BigInteger coordinate(byte[] littleEndian) throws ProtocolException {
    if (littleEndian == null || littleEndian.length != LENGTH) {
      throw new ProtocolException(Reason.MALFORMED, "public key is not 32 bytes");
    }
    byte[] bigEndian = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      bigEndian[i] = littleEndian[LENGTH - 1 - i];
    }
    bigEndian[0] &= 0x7f;
    return new BigInteger(1, bigEndian);
  }
}
