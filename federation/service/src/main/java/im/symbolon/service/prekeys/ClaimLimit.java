package im.symbolon.service.prekeys;

import java.time.Duration;
import java.time.Instant;

/**
 * How many claim keys of one device the users of one domain get in a fixed stretch of time; what
 * they claim beyond is answered with the last resort.
 *
 * @param claims at least 1
 * @param window whole seconds
 */
public record ClaimLimit(int claims, Duration window) {
  /** Half a usual stock in an hour: enough for a new member of a big room, too few to drain it. */
  public static final ClaimLimit DEFAULT = new ClaimLimit(50, Duration.ofHours(1));

  public ClaimLimit {
    if (claims < 1 || window.toSeconds() < 1) {
      throw new IllegalArgumentException("a limit needs at least one claim and one second");
    }
  }

  /** Where the window that {@code now} is in began, in seconds since 1970 UTC. */
  long windowStart(Instant now) {
    return now.getEpochSecond() - Math.floorMod(now.getEpochSecond(), window.toSeconds());
  }
}
