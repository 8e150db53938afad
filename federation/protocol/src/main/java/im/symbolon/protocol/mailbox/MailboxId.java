package im.symbolon.protocol.mailbox;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;

/**
 * Where a message stands in one mailbox. Later messages have higher places, and no place is ever
 * given twice; how far two neighbours are apart says nothing. A place whose message was erased, or
 * that never had one, is still a place to go on from (REVIEW 16).
 *
 * @param position 1 to {@value #MAX}
 */
public record MailboxId(long position) implements Comparable<MailboxId> {
  /** The last place there is. */
  public static final long MAX = 1L << 53;

  private static final int DIGITS = 14;

  public MailboxId {
    if (position < 1 || position > MAX) {
      throw new IllegalArgumentException("place out of range");
    }
  }

  /**
   * Reads 14 lower-case hexadecimal digits.
   *
   * @throws ProtocolException MALFORMED for any other text, OUT_OF_RANGE for a number that is no
   *     place
   */
  public static MailboxId parse(String text) throws ProtocolException {
    if (text.length() != DIGITS || !text.chars().allMatch(MailboxId::isDigit)) {
      throw new ProtocolException(Reason.MALFORMED, "not the id of a kept message");
    }
    try {
      return new MailboxId(Long.parseLong(text, 16));
    } catch (IllegalArgumentException e) {
      throw new ProtocolException(Reason.OUT_OF_RANGE, e.getMessage(), e);
    }
  }

  private static boolean isDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  @Override
  public int compareTo(MailboxId other) {
    return Long.compare(position, other.position);
  }

  /** As it stands on the wire. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(Long.toHexString(position));
    while (out.length() < DIGITS) {
      out.insert(0, '0');
    }
    return out.toString();
  }
}
