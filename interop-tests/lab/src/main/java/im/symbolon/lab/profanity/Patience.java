package im.symbolon.lab.profanity;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waiting for a state that another program reaches by itself. */
final class Patience {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(30);

  private Patience() {}

  /** Looks until it is so, at most so long; returns whether it is. */
  static boolean until(Duration limit, BooleanSupplier state) {
    long end = System.nanoTime() + limit.toNanos();
    while (!state.getAsBoolean()) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return true;
  }
}
