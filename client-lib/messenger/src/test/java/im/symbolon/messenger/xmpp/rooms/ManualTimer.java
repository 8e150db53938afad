package im.symbolon.messenger.xmpp.rooms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Time that passes when a test says so; what is due then runs in the test's own thread. */
final class ManualTimer extends ScheduledThreadPoolExecutor {
  private final List<Due> waiting = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T00:00:00Z");

  ManualTimer() {
    super(0);
  }

  Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now;
      }
    };
  }

  void pass(Duration time) {
    Instant end = now.plus(time);
    for (Optional<Due> next = next(end); next.isPresent(); next = next(end)) {
      waiting.remove(next.get());
      now = next.get().at;
      next.get().run();
    }
    now = end;
  }

  private Optional<Due> next(Instant end) {
    return waiting.stream()
        .filter(due -> !due.at.isAfter(end))
        .min(Comparator.comparing(due -> due.at));
  }

  @Override
  public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
    Due due = new Due(task, now.plusMillis(unit.toMillis(delay)));
    waiting.add(due);
    return due;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // nobody ends what a test repeats
  public ScheduledFuture<?> scheduleWithFixedDelay(
      Runnable task, long first, long delay, TimeUnit unit) {
    return schedule(
        () -> {
          task.run();
          scheduleWithFixedDelay(task, delay, delay, unit);
        },
        first,
        unit);
  }

  private static final class Due extends FutureTask<Object> implements ScheduledFuture<Object> {
    private final Instant at;

    Due(Runnable task, Instant at) {
      super(task, null);
      this.at = at;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(Delayed other) {
      throw new UnsupportedOperationException();
    }
  }
}
