package im.symbolon.ratchet.primitives;

import java.util.Arrays;
import org.bouncycastle.crypto.modes.gcm.GCMMultiplier;
import org.bouncycastle.crypto.modes.gcm.Tables64kGCMMultiplier;

/** GHASH (NIST SP 800-38D §6.4) over bytes that come in any portions. */
final class Ghash {
  static final int BLOCK = 16;

  private final GCMMultiplier multiplier = new Tables64kGCMMultiplier();
  private final byte[] state = new byte[BLOCK];
  private int filled;

  Ghash(byte[] subkey) {
    multiplier.init(subkey);
  }

  void update(byte[] in, int offset, int length) {
    int at = offset;
    int end = offset + length;
    while (filled != 0 && at < end) {
      state[filled++] ^= in[at++];
      multiplyWhenFull();
    }
    for (; end - at >= BLOCK; at += BLOCK) {
      block(in, at);
    }
    while (at < end) {
      state[filled++] ^= in[at++];
    }
  }

  private void block(byte[] in, int at) {
    for (int i = 0; i < BLOCK; i++) {
      state[i] ^= in[at + i];
    }
    multiplier.multiplyH(state);
  }

  private void multiplyWhenFull() {
    if (filled == BLOCK) {
      multiplier.multiplyH(state);
      filled = 0;
    }
  }

  /** Pads with zeros, takes in both lengths in bits, and returns the hash. */
  byte[] finish(long firstBits, long secondBits) {
    if (filled != 0) {
      multiplier.multiplyH(state);
      filled = 0;
    }
    block(lengths(firstBits, secondBits), 0);
    return state.clone();
  }

  private static byte[] lengths(long first, long second) {
    byte[] out = new byte[BLOCK];
    for (int i = 0; i < Long.BYTES; i++) {
      out[i] = (byte) (first >>> (56 - 8 * i));
      out[Long.BYTES + i] = (byte) (second >>> (56 - 8 * i));
    }
    return out;
  }

  /** The multiplier's tables are beyond reach; the state is not. */
  void wipe() {
    Arrays.fill(state, (byte) 0);
  }
}
