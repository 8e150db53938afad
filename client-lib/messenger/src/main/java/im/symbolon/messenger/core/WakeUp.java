package im.symbolon.messenger.core;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Does one thing again when it is due. Of several plans only the soonest counts. */
public final class WakeUp {
  private final Clock clock;
  private final Worker worker;
  private final Duration shortest;
  private final Runnable work;
  private Instant planned = Instant.MAX;

  /**
   * Plans nothing yet.
   *
   * @param worker where it works, and the only one that plans
   * @param shortest the pause before what is due sooner, or already; not negative
   * @param work what is done, which may plan the next time
   */
  public WakeUp(Clock clock, Worker worker, Duration shortest, Runnable work) {
    this.clock = Objects.requireNonNull(clock);
    this.worker = Objects.requireNonNull(worker);
    this.shortest = Objects.requireNonNull(shortest);
    this.work = Objects.requireNonNull(work);
  }

  /** Does it at that time, unless it is to be done sooner anyway. */
  public void at(Instant due) {
    if (due.isBefore(planned)) {
      planned = due;
      Duration pause = Duration.between(clock.instant(), due);
      worker.after(pause.compareTo(shortest) < 0 ? shortest : pause, () -> fire(due));
    }
  }

  private void fire(Instant due) {
    if (due.equals(planned)) {
      planned = Instant.MAX;
      work.run();
    }
  }
}
