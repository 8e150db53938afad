package im.symbolon.protocol;

/**
 * Names one device of one account, 1 … 2<sup>31</sup>−1 (XEP-0384 §4.1). Different accounts may use
 * the same id: never use it as a key without the account, see {@link DeviceAddress}.
 */
public record DeviceId(int value) implements Comparable<DeviceId> {
  public DeviceId {
    if (value < 1) {
      throw new IllegalArgumentException("device id out of range");
    }
  }

  /**
   * Reads a decimal device id.
   *
   * @throws ProtocolException MALFORMED for other than 1 to 10 ASCII digits, OUT_OF_RANGE for
   *     numbers outside of the range
   */
  public static DeviceId parse(String decimal) throws ProtocolException {
    return new DeviceId(Ids.parse(decimal, 1, "device id"));
  }

  /**
   * Checks a number from outside.
   *
   * @throws ProtocolException OUT_OF_RANGE
   */
  public static DeviceId of(long number) throws ProtocolException {
    return new DeviceId(Ids.check(number, 1, "device id"));
  }

  @Override
  public int compareTo(DeviceId other) {
    return Integer.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Integer.toString(value);
  }
}
