package im.symbolon.ratchet.primitives;

import org.bouncycastle.math.ec.rfc7748.X25519Field;

/**
 * Multiples of one public point, so that a product with it takes 64 additions and no doubling: k ·
 * 16<sup>i</sup> · P for i from 0 to 63 and k from 1 to 8. 61 KB, which take about four
 * verifications' time to make.
 */
final class PointTable {
  private static final int WINDOWS = 64;
  private static final int EACH = 8;
  private static final int SIZE = X25519Field.SIZE;
  private static final int[] HALF = half();

  /** (y+x)/2, (y−x)/2 and dxy of each, one after the other. */
  private final int[] entries = new int[WINDOWS * EACH * 3 * SIZE];

  PointTable(CurvePoint point) {
    CurvePoint[] all = new CurvePoint[WINDOWS * EACH];
    CurvePoint first = point;
    for (int i = 0; i < WINDOWS; i++) {
      CurvePoint next = first;
      for (int k = 0; k < EACH; k++) {
        all[i * EACH + k] = next;
        next = k < EACH - 1 ? next.plus(first) : next.plus(next);
      }
      first = next;
    }
    int[][] inverses = inverses(all);
    for (int i = 0; i < all.length; i++) {
      put(i, all[i], inverses[i]);
    }
  }

  private static int[] half() {
    int[] out = X25519Field.create();
    X25519Field.one(out);
    X25519Field.add(out, out, out);
    X25519Field.inv(out, out);
    return out;
  }

  /** Of all z, with one inversion (Montgomery's trick). */
  private static int[][] inverses(CurvePoint[] all) {
    int[][] products = new int[all.length][];
    int[] product = X25519Field.create();
    X25519Field.one(product);
    for (int i = 0; i < all.length; i++) {
      products[i] = product.clone();
      X25519Field.mul(product, all[i].z, product);
    }
    X25519Field.inv(product, product);
    for (int i = all.length - 1; i >= 0; i--) {
      X25519Field.mul(products[i], product, products[i]);
      X25519Field.mul(product, all[i].z, product);
    }
    return products;
  }

  private void put(int index, CurvePoint point, int[] inverse) {
    int[] x = X25519Field.create();
    int[] y = X25519Field.create();
    int[] sum = X25519Field.create();
    int[] difference = X25519Field.create();
    X25519Field.mul(point.x, inverse, x);
    X25519Field.mul(point.y, inverse, y);
    X25519Field.apm(y, x, sum, difference);
    X25519Field.mul(sum, HALF, sum);
    X25519Field.mul(difference, HALF, difference);
    X25519Field.mul(x, y, x);
    X25519Field.mul(x, CurvePoint.D, x);
    int at = index * 3 * SIZE;
    X25519Field.copy(sum, 0, entries, at);
    X25519Field.copy(difference, 0, entries, at + SIZE);
    X25519Field.copy(x, 0, entries, at + 2 * SIZE);
  }

  /**
   * Adds the point times a number.
   *
   * @param number 32 bytes, little-endian, below 2<sup>253</sup>
   * @param minus whether it is taken away instead
   */
  void addTo(CurvePoint sum, byte[] number, boolean minus) {
    Scratch scratch = new Scratch();
    int carry = 0;
    for (int i = 0; i < WINDOWS; i++) {
      int digit = ((number[i / 2] >>> (4 * (i % 2))) & 15) + carry;
      carry = digit > EACH ? 1 : 0;
      digit -= carry << 4;
      if (digit != 0) {
        int index = i * EACH + Math.abs(digit) - 1;
        scratch.add(sum, entries, index * 3 * SIZE, digit < 0 != minus);
      }
    }
  }

  /** Room for one addition after another. */
  private static final class Scratch {
    private final int[] a = X25519Field.create();
    private final int[] b = X25519Field.create();
    private final int[] c = X25519Field.create();
    private final int[] d = X25519Field.create();
    private final int[] entry = X25519Field.create();

    /** Half of everything of {@link CurvePoint#plus}, which is the same point. */
    private void add(CurvePoint sum, int[] entries, int at, boolean negative) {
      int plus = negative ? at + SIZE : at;
      int minus = negative ? at : at + SIZE;
      X25519Field.apm(sum.y, sum.x, b, a);
      X25519Field.copy(entries, minus, entry, 0);
      X25519Field.mul(a, entry, a);
      X25519Field.copy(entries, plus, entry, 0);
      X25519Field.mul(b, entry, b);
      X25519Field.copy(entries, at + 2 * SIZE, entry, 0);
      X25519Field.mul(sum.t, entry, c);
      if (negative) {
        X25519Field.negate(c, c);
      }
      X25519Field.copy(sum.z, 0, d, 0);
      sum.from(a, b, c, d);
    }
  }
}
