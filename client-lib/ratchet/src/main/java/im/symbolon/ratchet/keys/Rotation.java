package im.symbolon.ratchet.keys;

import java.time.Duration;
import java.time.Instant;

/**
 * When signed prekeys change: a new one each {@code period}, and the one before is kept for one
 * more period so that late key exchanges still open (XEP-0384 §5.3.2: one week to one month).
 */
public record Rotation(Duration period) {
  public static final Rotation WEEKLY = new Rotation(Duration.ofDays(7));

  public Rotation {
    if (period.compareTo(Duration.ofDays(7)) < 0 || period.compareTo(Duration.ofDays(31)) > 0) {
      throw new IllegalArgumentException("rotate signed prekeys every 7 to 31 days");
    }
  }

  /** True when a key made then should be followed by a new one now. */
  public boolean isDue(Instant createdAt, Instant now) {
    return !now.isBefore(createdAt.plus(period));
  }

  /** True when a key made then must be destroyed now. */
  public boolean isOver(Instant createdAt, Instant now) {
    return !now.isBefore(createdAt.plus(period.multipliedBy(2)));
  }
}
