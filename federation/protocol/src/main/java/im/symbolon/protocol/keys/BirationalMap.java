package im.symbolon.protocol.keys;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.math.BigInteger;

/**
 * The map between the two forms of one curve (RFC 7748 §4.1), for public keys only: it takes a time
 * that depends on the key.
 */
final class BirationalMap {
  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  private BirationalMap() {}

  /**
   * y = (u − 1) / (u + 1), with the sign bit unset.
   *
   * @throws ProtocolException WEAK_KEY when u is not below p, or has no counterpart
   */
  static byte[] toEdwards(byte[] littleEndianU) throws ProtocolException {
    BigInteger u = number(littleEndianU);
    if (u.compareTo(P.subtract(BigInteger.ONE)) >= 0) {
      throw new ProtocolException(Reason.WEAK_KEY, "public key is not canonical");
    }
    return bytes(divide(u.subtract(BigInteger.ONE), u.add(BigInteger.ONE)));
  }

  /** u = (1 + y) / (1 − y), whatever the sign bit is; y must not be 1, which keys never are. */
  static byte[] toMontgomery(byte[] edwards) {
    byte[] unsigned = edwards.clone();
    unsigned[KeyBytes.LENGTH - 1] &= 0x7f;
    BigInteger y = number(unsigned);
    return bytes(divide(BigInteger.ONE.add(y), BigInteger.ONE.subtract(y)));
  }

  private static BigInteger divide(BigInteger numerator, BigInteger denominator) {
    return numerator.multiply(denominator.mod(P).modInverse(P)).mod(P);
  }

  private static BigInteger number(byte[] littleEndian) {
    byte[] bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < littleEndian.length; i++) {
      bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
    }
    return new BigInteger(1, bigEndian);
  }

  private static byte[] bytes(BigInteger number) {
    byte[] bigEndian = number.toByteArray();
    byte[] out = new byte[KeyBytes.LENGTH];
    for (int i = 0; i < Math.min(out.length, bigEndian.length); i++) {
      out[i] = bigEndian[bigEndian.length - 1 - i];
    }
    return out;
  }
}
