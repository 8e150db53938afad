package im.symbolon.protocol.keys;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Checks that hold before any provider sees a key (RFC 7748 §6.1, RFC 8032 §5.1.3). */
final class KeyBytes {
  static final int LENGTH = 32;

  /** The field's prime, 2^255 − 19. */
  static final BigInteger P = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  /** Ed25519 y coordinates of the points whose order divides the cofactor; signs do not matter. */
  private static final List<byte[]> SMALL_ORDER_Y =
      encodings(
          "5fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826",
          "7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7");

  /** Curve25519 u coordinates of the same points and of those on the twist. */
  private static final List<byte[]> SMALL_ORDER_U =
      encodings(
          "57119fd0dd4e22d8868e1c58c45c44045bef839c55b1d0b1248c50a3bc959c5f",
          "b8495f16056286fdb1329ceb8d09da6ac49ff1fae35616aeb8413b7c7aebe0");

  private KeyBytes() {}

  /** A copy of a usable Ed25519 public key. */
  static byte[] requireEdwards(byte[] in) throws ProtocolException {
    byte[] y = withoutTopBit(in);
    requireLargeOrder(y, SMALL_ORDER_Y);
    if (isAtLeastP(y)) {
      throw new ProtocolException(Reason.WEAK_KEY, "public key is not canonical");
    }
    return in.clone();
  }

  /** A copy of a usable Curve25519 public key; u may be above p, as RFC 7748 §5 accepts it. */
  static byte[] requireMontgomery(byte[] in) throws ProtocolException {
    requireLargeOrder(withoutTopBit(in), SMALL_ORDER_U);
    return in.clone();
  }

  private static byte[] withoutTopBit(byte[] in) throws ProtocolException {
    if (in == null || in.length != LENGTH) {
      throw new ProtocolException(Reason.MALFORMED, "public key is not 32 bytes");
    }
    byte[] coordinate = in.clone();
    coordinate[LENGTH - 1] &= 0x7f;
    return coordinate;
  }

  private static void requireLargeOrder(byte[] coordinate, List<byte[]> small)
      throws ProtocolException {
    for (byte[] each : small) {
      if (Arrays.equals(each, coordinate)) {
        throw new ProtocolException(Reason.WEAK_KEY, "public key is of small order");
      }
    }
  }

  private static boolean isAtLeastP(byte[] littleEndian) {
    boolean allOnes = littleEndian[LENGTH - 1] == 0x7f;
    for (int i = 1; allOnes && i < LENGTH - 1; i++) {
      allOnes = littleEndian[i] == (byte) 0xff;
    }
    return allOnes && (littleEndian[0] & 0xff) >= 0xed;
  }

  /** The coordinates 0, 1 and −1, the two given, and what wraps around p to the first two. */
  private static List<byte[]> encodings(String... hex) {
    List<BigInteger> coordinates =
        new ArrayList<>(
            List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                P.subtract(BigInteger.ONE),
                P,
                P.add(BigInteger.ONE)));
    for (String each : hex) {
      coordinates.add(new BigInteger(each, 16));
    }
    List<byte[]> encoded = new ArrayList<>();
    coordinates.forEach(each -> encoded.add(littleEndian(each)));
    return encoded;
  }

  /** A number below 2^256 in 32 bytes. */
  static byte[] littleEndian(BigInteger number) {
    byte[] bigEndian = number.toByteArray();
    byte[] out = new byte[LENGTH];
    for (int i = 0; i < Math.min(LENGTH, bigEndian.length); i++) {
      out[i] = bigEndian[bigEndian.length - 1 - i];
    }
    return out;
  }
}
