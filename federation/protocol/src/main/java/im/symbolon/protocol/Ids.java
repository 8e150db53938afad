package im.symbolon.protocol;

import im.symbolon.protocol.ProtocolException.Reason;

/** The one range that OMEMO has for every id: 1 … 2<sup>31</sup>−1 (XEP-0384 §4.1, §5.3). */
public final class Ids {
  private static final int MAX_DIGITS = 10;

  private Ids() {}

  /**
   * Reads a decimal id without sign or spaces.
   *
   * @throws ProtocolException MALFORMED or OUT_OF_RANGE
   */
  public static int parse(String decimal, String what) throws ProtocolException {
    if (decimal == null
        || decimal.isEmpty()
        || decimal.length() > MAX_DIGITS
        || decimal.chars().anyMatch(c -> c < '0' || c > '9')) {
      throw new ProtocolException(Reason.MALFORMED, what + " is not a decimal number");
    }
    return check(Long.parseLong(decimal), what);
  }

  /**
   * Checks the range.
   *
   * @throws ProtocolException OUT_OF_RANGE
   */
  public static int check(long number, String what) throws ProtocolException {
    if (number < 1 || number > Integer.MAX_VALUE) {
      throw new ProtocolException(Reason.OUT_OF_RANGE, what + " is not within 1 to 2^31-1");
    }
    return (int) number;
  }
}
