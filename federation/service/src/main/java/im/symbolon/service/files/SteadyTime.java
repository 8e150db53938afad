package im.symbolon.service.files;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Tells a clock that runs from one that was set. What was never taken back cannot be erased by a
 * clock that was wrong for an hour: after a leap forward time is not believed for a day, unless the
 * clock leaps back.
 */
final class SteadyTime {
  private static final Duration LEAP = Duration.ofHours(1);
  private static final Duration DOUBT = Duration.ofDays(1);

  private final Clock clock;
  private final LongSupplier nanos;
  private long nanosBefore;
  private Instant trusted;
  private Duration doubted = Duration.ZERO;

  /**
   * Believes the clock at the beginning.
   *
   * @param nanos such as {@link System#nanoTime}, which nobody sets
   */
  SteadyTime(Clock clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
    this.trusted = clock.instant();
    this.nanosBefore = nanos.getAsLong();
  }

  /** The time; empty while it is doubted. */
  synchronized Optional<Instant> now() {
    long nanosNow = nanos.getAsLong();
    Duration passed = Duration.ofNanos(nanosNow - nanosBefore);
    nanosBefore = nanosNow;
    trusted = trusted.plus(passed);
    Instant now = clock.instant();
    boolean leapt = now.isAfter(trusted.plus(LEAP));
    doubted = leapt ? doubted.plus(passed) : Duration.ZERO;
    if (leapt && doubted.compareTo(DOUBT) < 0) {
      return Optional.empty();
    }
    trusted = now;
    doubted = Duration.ZERO;
    return Optional.of(now);
  }
}
