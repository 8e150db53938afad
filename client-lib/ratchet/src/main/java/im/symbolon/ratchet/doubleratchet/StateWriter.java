package im.symbolon.ratchet.doubleratchet;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.primitives.Secret;
import java.util.Arrays;

/** Collects a state's bytes; wipes what it outgrows. */
public final class StateWriter {
  private byte[] buffer = new byte[512];
  private int length;

  public StateWriter number(int value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      flag(value >>> shift);
    }
    return this;
  }

  /** One byte. */
  public StateWriter flag(int value) {
    reserve(1);
    buffer[length++] = (byte) value;
    return this;
  }

  public StateWriter bytes(byte[] fixed) {
    reserve(fixed.length);
    System.arraycopy(fixed, 0, buffer, length, fixed.length);
    length += fixed.length;
    return this;
  }

  public StateWriter secret(Secret secret) {
    return bytes(secret.expose());
  }

  public StateWriter key(CurveKey key) {
    return bytes(key.encode());
  }

  /** All bytes; this writer is wiped and empty afterwards. */
  public byte[] finish() {
    byte[] out = Arrays.copyOf(buffer, length);
    Arrays.fill(buffer, (byte) 0);
    length = 0;
    return out;
  }

  private void reserve(int more) {
    if (length + more > buffer.length) {
      byte[] larger = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
      Arrays.fill(buffer, (byte) 0);
      buffer = larger;
    }
  }

  @Override
  public String toString() {
    return "StateWriter";
  }
}
