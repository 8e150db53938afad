package im.symbolon.protocol.keys;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.math.BigInteger;

/**
 * The map between the two forms of one curve (RFC 7748 §4.1), for public keys only: it takes a time
 * that depends on the key.
 */
final class BirationalMap {
  private BirationalMap() {}

  /**
   * y = (u − 1) / (u + 1), with the sign bit unset.
   *
   * @throws ProtocolException WEAK_KEY when u is not below p, or has no counterpart
   */
  static byte[] toEdwards(byte[] littleEndianU) throws ProtocolException {
    BigInteger u = number(littleEndianU);
    if (u.compareTo(KeyBytes.P.subtract(BigInteger.ONE)) >= 0) {
      throw new ProtocolException(Reason.WEAK_KEY, "public key is not canonical");
    }
    return KeyBytes.littleEndian(divide(u.subtract(BigInteger.ONE), u.add(BigInteger.ONE)));
  }

  /** u = (1 + y) / (1 − y), whatever the sign bit is; y must not be 1, which keys never are. */
  static byte[] toMontgomery(byte[] edwards) {
    byte[] unsigned = edwards.clone();
    unsigned[KeyBytes.LENGTH - 1] &= 0x7f;
    BigInteger y = number(unsigned);
    return KeyBytes.littleEndian(divide(BigInteger.ONE.add(y), BigInteger.ONE.subtract(y)));
  }

  private static BigInteger divide(BigInteger numerator, BigInteger denominator) {
    BigInteger p = KeyBytes.P;
    return numerator.multiply(denominator.mod(p).modInverse(p)).mod(p);
  }

  private static BigInteger number(byte[] littleEndian) {
    byte[] bigEndian = new byte[littleEndian.length];
    for (int i = 0; i < littleEndian.length; i++) {
      bigEndian[i] = littleEndian[littleEndian.length - 1 - i];
    }
    return new BigInteger(1, bigEndian);
  }
}
