package im.symbolon.ratchet.primitives;

/** The only source of randomness; whoever builds a component hands one in. */
@FunctionalInterface
public interface Entropy {
  /** Fills with uniformly random bytes. */
  void fill(byte[] out);

  /** So many fresh random bytes. */
  default byte[] bytes(int length) {
    byte[] out = new byte[length];
    fill(out);
    return out;
  }
}
