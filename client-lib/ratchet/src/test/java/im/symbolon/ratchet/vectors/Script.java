package im.symbolon.ratchet.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.ratchet.primitives.Entropy;

/** Randomness written down beforehand: everything is to be used, in order, and nothing more. */
public final class Script implements Entropy {
  private final byte[] bytes;
  private int used;

  public Script(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** For steps that must not ask for any. */
  public static Script empty() {
    return new Script(new byte[0]);
  }

  @Override
  public void fill(byte[] out) {
    assertThat(used + out.length).as("randomness asked for").isLessThanOrEqualTo(bytes.length);
    System.arraycopy(bytes, used, out, 0, out.length);
    used += out.length;
  }

  public void assertUsedUp() {
    assertThat(used).as("randomness used").isEqualTo(bytes.length);
  }
}
