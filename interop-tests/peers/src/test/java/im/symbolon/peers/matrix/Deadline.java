package im.symbolon.peers.matrix;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The time that a row has. */
final class Deadline {
  private static final Duration LEAST = Duration.ofMillis(200);

  private final Duration limit;
  private final long end;

  private Deadline(Duration limit) {
    this.limit = limit;
    this.end = System.nanoTime() + limit.toNanos();
  }

  static Deadline in(Duration limit) {
    return new Deadline(limit);
  }

  /**
   * Waits until something holds.
   *
   * @param what holds then, for people
   * @param instead what is the case when it does not
   * @throws AssertionError when the time is over
   */
  void await(String what, Callable<Boolean> state, Supplier<String> instead) {
    Duration left = Duration.ofNanos(end - System.nanoTime());
    try {
      Awaitility.await()
          .atMost(left.compareTo(LEAST) > 0 ? left : LEAST)
          .pollDelay(10, TimeUnit.MILLISECONDS)
          .pollInterval(80, TimeUnit.MILLISECONDS)
          .until(state);
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "expected within %d s: %s\nbut: %s".formatted(limit.toSeconds(), what, instead.get()), e);
    }
  }
}
