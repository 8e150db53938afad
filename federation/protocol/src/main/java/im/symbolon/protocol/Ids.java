package im.symbolon.protocol;

import im.symbolon.protocol.ProtocolException.Reason;

/** The range that OMEMO has for ids: up to 2<sup>31</sup>−1 (XEP-0384 §4.1, §5.3). */
public final class Ids {
  private static final int MAX_DIGITS = 10;

  private Ids() {}

  /**
   * Reads a decimal id without sign or spaces, {@code least} or more.
   *
   * @throws ProtocolException MALFORMED or OUT_OF_RANGE
   */
  public static int parse(String decimal, int least, String what) throws ProtocolException {
    if (decimal == null
        || decimal.isEmpty()
        || decimal.length() > MAX_DIGITS
        || decimal.chars().anyMatch(c -> c < '0' || c > '9')) {
      throw new ProtocolException(Reason.MALFORMED, what + " is not a decimal number");
    }
    return check(Long.parseLong(decimal), least, what);
  }

  /**
   * Checks that the number is {@code least} or more, and not too large.
   *
   * @throws ProtocolException OUT_OF_RANGE
   */
  public static int check(long number, int least, String what) throws ProtocolException {
    if (number < least || number > Integer.MAX_VALUE) {
      throw new ProtocolException(
          Reason.OUT_OF_RANGE, what + " is not within " + least + " to 2^31-1");
    }
    return (int) number;
  }
}
