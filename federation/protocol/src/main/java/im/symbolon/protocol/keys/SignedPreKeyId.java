package im.symbolon.protocol.keys;

import im.symbolon.protocol.Ids;
import im.symbolon.protocol.ProtocolException;

/**
 * Names one signed prekey of a device, 1 … 2<sup>31</sup>−1 (XEP-0384 §5.3.2). Some clients count
 * from 0 and mean it: their 0 is read, and sent back to them; none of ours has it.
 */
public record SignedPreKeyId(int value) implements Comparable<SignedPreKeyId> {
  public SignedPreKeyId {
    if (value < 0) {
      throw new IllegalArgumentException("signed prekey id out of range");
    }
  }

  /**
   * Reads a decimal id.
   *
   * @throws ProtocolException MALFORMED or OUT_OF_RANGE
   */
  public static SignedPreKeyId parse(String decimal) throws ProtocolException {
    return new SignedPreKeyId(Ids.parse(decimal, 0, "signed prekey id"));
  }

  /**
   * Checks a number from outside.
   *
   * @throws ProtocolException OUT_OF_RANGE
   */
  public static SignedPreKeyId of(long number) throws ProtocolException {
    return new SignedPreKeyId(Ids.check(number, 0, "signed prekey id"));
  }

  @Override
  public int compareTo(SignedPreKeyId other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
