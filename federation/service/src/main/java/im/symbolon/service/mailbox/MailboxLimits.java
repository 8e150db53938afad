package im.symbolon.service.mailbox;

import java.time.Duration;

/**
 * How much a mailbox keeps, and for how long.
 *
 * @param kept after that a message goes, acknowledged or not; whole seconds, at least one day
 * @param messages of one owner, at least 1
 * @param bytes of all stanzas of one owner together, at least {@value StanzaText#MAX_BYTES}
 */
public record MailboxLimits(Duration kept, int messages, long bytes) {
  /** Thirty days (DESIGN §6), with room for several hundred messages a day. */
  public static final MailboxLimits DEFAULT =
      new MailboxLimits(Duration.ofDays(30), 20_000, 64L << 20);

  /** For so long a stanza that comes again is known to be the same. */
  static final Duration SEEN = Duration.ofDays(7);

  /** For so long a device with a tombstone is still waited for (REVIEW 15). */
  static final Duration REMOVED = Duration.ofHours(24);

  public MailboxLimits {
    if (kept.compareTo(Duration.ofDays(1)) < 0 || messages < 1 || bytes < StanzaText.MAX_BYTES) {
      throw new IllegalArgumentException("a mailbox keeps something for a day at least");
    }
  }
}
