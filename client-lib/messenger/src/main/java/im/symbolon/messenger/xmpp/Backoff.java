package im.symbolon.messenger.xmpp;

import java.time.Duration;
import java.util.Random;

/**
 * Pauses between attempts: doubled each time up to a bound, and between half and all of that by
 * chance, so that a server that comes back is not met by all at once.
 *
 * @param first the first pause
 * @param longest the bound
 */
public record Backoff(Duration first, Duration longest) {
  /** One second, doubled up to two minutes. */
  public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(2));

  public Backoff {
    if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("pauses must be positive and grow");
    }
  }

  /**
   * The pause before the next attempt.
   *
   * @param failures attempts that failed since the last lasting connection, from 0
   */
  public Duration pause(int failures, Random random) {
    long doubled = first.toMillis();
    for (int i = 0; i < failures && doubled < longest.toMillis(); i++) {
      doubled *= 2;
    }
    long bounded = Math.min(doubled, longest.toMillis());
    return Duration.ofMillis(bounded / 2 + (long) (random.nextDouble() * bounded / 2));
  }
}
