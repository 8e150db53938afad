package im.symbolon.ratchet.doubleratchet;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import java.util.Arrays;

/** Takes a state's bytes apart again; anything unexpected is MALFORMED. */
public final class StateReader {
  private static final int KEY = 32;

  private final byte[] in;
  private int at;

  public StateReader(byte[] in) {
    this.in = in;
  }

  /**
   * A number from 0 to 2<sup>31</sup>−1.
   *
   * @throws RatchetException MALFORMED
   */
  public int number() throws RatchetException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | flag();
    }
    if (value < 0) {
      throw malformed();
    }
    return value;
  }

  /**
   * One byte, 0 to 255.
   *
   * @throws RatchetException MALFORMED
   */
  public int flag() throws RatchetException {
    if (at == in.length) {
      throw malformed();
    }
    return in[at++] & 0xff;
  }

  /**
   * A yes or no.
   *
   * @throws RatchetException MALFORMED
   */
  public boolean truth() throws RatchetException {
    int flag = flag();
    if (flag > 1) {
      throw malformed();
    }
    return flag == 1;
  }

  /**
   * Exactly that many bytes.
   *
   * @throws RatchetException MALFORMED
   */
  public byte[] bytes(int count) throws RatchetException {
    if (count > in.length - at) {
      throw malformed();
    }
    at += count;
    return Arrays.copyOfRange(in, at - count, at);
  }

  /**
   * 32 secret bytes.
   *
   * @throws RatchetException MALFORMED
   */
  public byte[] secret() throws RatchetException {
    return bytes(KEY);
  }

  /**
   * A public key.
   *
   * @throws RatchetException MALFORMED
   */
  public CurveKey key() throws RatchetException {
    try {
      return CurveKey.parse(bytes(KEY));
    } catch (ProtocolException e) {
      throw new RatchetException(Reason.MALFORMED, "a stored key is damaged", e);
    }
  }

  /**
   * Nothing may be left.
   *
   * @throws RatchetException MALFORMED
   */
  public void end() throws RatchetException {
    if (at != in.length) {
      throw malformed();
    }
  }

  /** What this reader throws. */
  public static RatchetException malformed() {
    return new RatchetException(Reason.MALFORMED, "a stored session is damaged");
  }
}
