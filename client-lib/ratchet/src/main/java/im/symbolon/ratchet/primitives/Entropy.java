package im.symbolon.ratchet.primitives;

/** Where randomness comes from; in production the platform's secure generator. */
@FunctionalInterface
public interface Entropy {
  /** Fills the whole array with uniformly random, unpredictable bytes. */
  void fill(byte[] out);

  /** That many fresh random bytes. */
  default byte[] bytes(int length) {
    byte[] out = new byte[length];
    fill(out);
    return out;
  }
}
