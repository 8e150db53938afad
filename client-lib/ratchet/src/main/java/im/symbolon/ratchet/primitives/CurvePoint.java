package im.symbolon.ratchet.primitives;

import java.util.Optional;
import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * A public point of the curve of Ed25519 in extended coordinates (RFC 8032 §5.1.4), over
 * BouncyCastle's field. Its steps take different times for different points: never for secrets.
 */
final class CurvePoint {
  /** Bytes of an encoded point. */
  static final int LENGTH = 32;

  /** RFC 8032 §5.1: d of the curve's equation. */
  static final int[] D =
      decoded("a3785913ca4deb75abd841414d0a700098e879777940c78c73fe6f2bee6c0352");

  private static final int[] TWICE_D = twice(D);
  private static final int DIGIT_BITS = 4;
  private static final int DIGITS = 1 << DIGIT_BITS;

  final int[] x = X25519Field.create();
  final int[] y = X25519Field.create();
  final int[] z = X25519Field.create();
  final int[] t = X25519Field.create();

  private CurvePoint() {}

  private static int[] decoded(String hex) {
    byte[] bytes = new byte[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
    }
    int[] out = X25519Field.create();
    X25519Field.decode255(bytes, out);
    return out;
  }

  private static int[] twice(int[] of) {
    int[] out = X25519Field.create();
    X25519Field.add(of, of, out);
    X25519Field.carry(out);
    return out;
  }

  /** The point that 32 bytes stand for (RFC 8032 §5.1.3); of those that y names the stated one. */
  static Optional<CurvePoint> decode(byte[] in) {
    CurvePoint out = new CurvePoint();
    X25519Field.decode255(in, out.y);
    int[] square = X25519Field.create();
    int[] above = X25519Field.create();
    int[] below = X25519Field.create();
    X25519Field.sqr(out.y, square);
    X25519Field.mul(square, D, below);
    X25519Field.copy(square, 0, above, 0);
    X25519Field.subOne(above);
    X25519Field.addOne(below);
    if (!X25519Field.sqrtRatioVar(above, below, out.x)) {
      return Optional.empty();
    }
    X25519Field.normalize(out.x);
    int sign = in[LENGTH - 1] >>> 7 & 1;
    if (sign != (out.x[0] & 1)) {
      if (X25519Field.isZeroVar(out.x)) {
        return Optional.empty();
      }
      X25519Field.negate(out.x, out.x);
      X25519Field.normalize(out.x);
    }
    X25519Field.one(out.z);
    X25519Field.mul(out.x, out.y, out.t);
    return Optional.of(out);
  }

  static CurvePoint neutral() {
    CurvePoint out = new CurvePoint();
    X25519Field.one(out.y);
    X25519Field.one(out.z);
    return out;
  }

  /** The sum, by the formulas of Hisil and others (2008) for a = -1. */
  CurvePoint plus(CurvePoint other) {
    int[] a = X25519Field.create();
    int[] b = X25519Field.create();
    int[] c = X25519Field.create();
    int[] d = X25519Field.create();
    X25519Field.apm(y, x, b, a);
    X25519Field.apm(other.y, other.x, d, c);
    X25519Field.mul(a, c, a);
    X25519Field.mul(b, d, b);
    X25519Field.mul(t, other.t, c);
    X25519Field.mul(c, TWICE_D, c);
    X25519Field.mul(z, other.z, d);
    X25519Field.add(d, d, d);
    X25519Field.carry(d);
    CurvePoint out = new CurvePoint();
    out.from(a, b, c, d);
    return out;
  }

  /** The point that gives the neutral one when it is added to this one. */
  CurvePoint negated() {
    CurvePoint out = new CurvePoint();
    X25519Field.negate(x, out.x);
    X25519Field.copy(y, 0, out.y, 0);
    X25519Field.copy(z, 0, out.z, 0);
    X25519Field.negate(t, out.t);
    return out;
  }

  /**
   * This point so many times, whatever its order is.
   *
   * @param number 32 bytes, little-endian
   */
  CurvePoint times(byte[] number) {
    CurvePoint[] multiples = new CurvePoint[DIGITS];
    multiples[0] = neutral();
    for (int i = 1; i < DIGITS; i++) {
      multiples[i] = multiples[i - 1].plus(this);
    }
    CurvePoint out = multiples[0];
    for (int i = 2 * LENGTH - 1; i >= 0; i--) {
      for (int bit = 0; bit < DIGIT_BITS; bit++) {
        out = out.plus(out);
      }
      int digit = (number[i / 2] >>> (DIGIT_BITS * (i % 2))) & (DIGITS - 1);
      out = out.plus(multiples[digit]);
    }
    return out;
  }

  /** Completes an addition; the four are used up. */
  void from(int[] a, int[] b, int[] c, int[] d) {
    int[] e = t;
    int[] f = z;
    X25519Field.apm(b, a, b, e); // H in b, E in e
    X25519Field.apm(d, c, a, f); // G in a, F in f
    X25519Field.mul(e, f, x);
    X25519Field.mul(a, b, y);
    X25519Field.mul(f, a, z);
    X25519Field.mul(e, b, t);
  }

  /** The 32 bytes that stand for it. */
  byte[] encode() {
    int[] inverse = X25519Field.create();
    X25519Field.invVar(z, inverse);
    int[] affineX = X25519Field.create();
    int[] affineY = X25519Field.create();
    X25519Field.mul(x, inverse, affineX);
    X25519Field.mul(y, inverse, affineY);
    X25519Field.normalize(affineX);
    X25519Field.normalize(affineY);
    byte[] out = new byte[LENGTH];
    X25519Field.encode(affineY, out);
    out[LENGTH - 1] |= (byte) ((affineX[0] & 1) << 7);
    return out;
  }
}
