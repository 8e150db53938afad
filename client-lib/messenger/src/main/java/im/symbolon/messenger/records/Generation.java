package im.symbolon.messenger.records;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How often a store went online, as the store and its account's server know it.
 *
 * @param number 0 before the first time, then one more each time, up to {@link #MAX}
 * @param mark drawn anew for each number: two stores that count alike are told apart by it
 */
public record Generation(long number, String mark) {
  private static final Pattern MARK = Pattern.compile("[0-9a-f]{16}");

  /** More often than anything happens; what a server claims beyond is not believed. */
  public static final long MAX = 1L << 48;

  /** Before the first time. */
  public static final Generation NONE = new Generation(0, "0000000000000000");

  public Generation {
    Objects.requireNonNull(mark);
    if (number < 0 || number > MAX || !MARK.matcher(mark).matches()) {
      throw new IllegalArgumentException("not a generation");
    }
  }

  /**
   * Checks what somebody else wrote.
   *
   * @throws ProtocolException MALFORMED
   */
  public static Generation parse(String number, String mark) throws ProtocolException {
    try {
      return new Generation(Long.parseLong(number), mark);
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.MALFORMED, "not a generation", e);
    }
  }

  /** The next one. */
  public Generation next(String newMark) {
    return new Generation(Math.min(MAX, number + 1), newMark);
  }
}
