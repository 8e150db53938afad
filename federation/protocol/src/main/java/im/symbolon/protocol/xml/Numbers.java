package im.symbolon.protocol.xml;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Numbers and times as our own namespaces write them: in decimal digits, without a sign. */
public final class Numbers {
  /** The largest number that can be written: twelve digits. */
  public static final long MAX = 999_999_999_999L;

  private static final long LAST_SECOND = 253_402_300_799L; // the end of the year 9999
  private static final int MAX_DIGITS = 12;

  private Numbers() {}

  /**
   * Reads digits alone, without a sign.
   *
   * @throws ProtocolException MALFORMED, or OUT_OF_RANGE for more than {@code max}
   */
  public static long parse(String decimal, long max) throws ProtocolException {
    if (decimal.isEmpty()
        || decimal.length() > MAX_DIGITS
        || decimal.chars().anyMatch(c -> c < '0' || c > '9')) {
      throw new ProtocolException(Reason.MALFORMED, "not a decimal number");
    }
    long number = Long.parseLong(decimal);
    if (number > max) {
      throw new ProtocolException(Reason.OUT_OF_RANGE, "number is out of range");
    }
    return number;
  }

  /**
   * Reads seconds since 1970 UTC.
   *
   * @throws ProtocolException MALFORMED, or OUT_OF_RANGE after the year 9999
   */
  public static Instant parseInstant(String seconds) throws ProtocolException {
    return Instant.ofEpochSecond(parse(seconds, LAST_SECOND));
  }

  /** Whole seconds since 1970 UTC. */
  public static String write(Instant instant) {
    return Long.toString(requireWritable(instant).getEpochSecond());
  }

  /**
   * Returns a time that can be written.
   *
   * @throws IllegalArgumentException for any that is not in whole seconds from 1970 to 9999
   */
  public static Instant requireWritable(Instant instant) {
    long second = instant.getEpochSecond();
    if (second < 0
        || second > LAST_SECOND
        || !instant.truncatedTo(ChronoUnit.SECONDS).equals(instant)) {
      throw new IllegalArgumentException("time is not in whole seconds or out of range");
    }
    return instant;
  }
}
