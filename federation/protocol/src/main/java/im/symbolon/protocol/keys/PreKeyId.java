package im.symbolon.protocol.keys;

import im.symbolon.protocol.Ids;
import im.symbolon.protocol.ProtocolException;

/**
 * Names one one-time prekey of a device, 1 … 2<sup>31</sup>−1 (XEP-0384 §5.3.2). Some clients count
 * from 0 and mean it: their 0 is read, and sent back to them; none of ours has it.
 */
public record PreKeyId(int value) implements Comparable<PreKeyId> {
  public PreKeyId {
    if (value < 0) {
      throw new IllegalArgumentException("prekey id out of range");
    }
  }

  /**
   * Reads a decimal id.
   *
   * @throws ProtocolException MALFORMED or OUT_OF_RANGE
   */
  public static PreKeyId parse(String decimal) throws ProtocolException {
    return new PreKeyId(Ids.parse(decimal, 0, "prekey id"));
  }

  /**
   * Checks a number from outside.
   *
   * @throws ProtocolException OUT_OF_RANGE
   */
  public static PreKeyId of(long number) throws ProtocolException {
    return new PreKeyId(Ids.check(number, 0, "prekey id"));
  }

  @Override
  public int compareTo(PreKeyId other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
