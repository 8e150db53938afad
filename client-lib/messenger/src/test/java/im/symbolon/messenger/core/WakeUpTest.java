package im.symbolon.messenger.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WakeUpTest {
  private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final ManualWorker worker = new ManualWorker();
  private final List<Instant> done = new ArrayList<>();
  private final WakeUp wakeUp = with(SHORTEST, () -> done.add(worker.now));

  private WakeUp with(Duration shortest, Runnable work) {
    return new WakeUp(worker.clock(), worker, shortest, work);
  }

  private static Instant second(int second) {
    return START.plusSeconds(second);
  }

  @Test
  void nothingIsDoneUnlessItIsPlanned() {
    worker.pass(Duration.ofDays(1));
    assertThat(done).isEmpty();
  }

  @Test
  void whatIsPlannedIsDoneOnceWhenItIsDue() {
    wakeUp.at(second(10));
    worker.pass(Duration.ofSeconds(9));
    assertThat(done).isEmpty();
    worker.pass(Duration.ofDays(1));
    assertThat(done).containsExactly(second(10));
  }

  @Test
  void ofSeveralPlansOnlyTheSoonestCounts() {
    wakeUp.at(second(20));
    wakeUp.at(second(10));
    wakeUp.at(second(30));
    worker.pass(Duration.ofDays(1));
    assertThat(done).containsExactly(second(10));
  }

  @Test
  void theSamePlanTwiceIsOne() {
    wakeUp.at(second(10));
    wakeUp.at(second(10));
    worker.pass(Duration.ofDays(1));
    assertThat(done).containsExactly(second(10));
  }

  @Test
  void whatIsDoneMayPlanTheNextTime() {
    WakeUp[] again = new WakeUp[1];
    again[0] =
        with(
            SHORTEST,
            () -> {
              done.add(worker.now);
              if (done.size() < 3) {
                again[0].at(worker.now.plusSeconds(10));
              }
            });
    again[0].at(second(10));
    worker.pass(Duration.ofDays(1));
    assertThat(done).containsExactly(second(10), second(20), second(30));
  }

  @Test
  void aTimeThatWasOvertakenCanBePlannedAnewAndIsDoneOnce() {
    wakeUp.at(second(20));
    wakeUp.at(second(10));
    worker.pass(Duration.ofSeconds(15));
    wakeUp.at(second(20));
    worker.pass(Duration.ofDays(1));
    assertThat(done).containsExactly(second(10), second(20));
  }

  @Test
  void whatIsDueAlreadyWaitsForTheShortestPause() {
    wakeUp.at(START.minusSeconds(60));
    worker.pass(Duration.ofMillis(999));
    assertThat(done).isEmpty();
    worker.pass(Duration.ofMillis(1));
    assertThat(done).containsExactly(second(1));
  }

  @Test
  void withoutAShortestPauseWhatIsDueAlreadyIsDoneNowThoughNotAtOnce() {
    WakeUp prompt = with(Duration.ZERO, () -> done.add(worker.now));
    prompt.at(START.minusSeconds(60));
    assertThat(done).isEmpty();
    worker.pass(Duration.ZERO);
    assertThat(done).containsExactly(START);
  }

  @Test
  void workThatFailsDoesNotKeepTheNextPlanFromCounting() {
    boolean[] failed = new boolean[1];
    WakeUp failing =
        with(
            SHORTEST,
            () -> {
              if (!failed[0]) {
                failed[0] = true;
                throw new IllegalStateException("the first time");
              }
              done.add(worker.now);
            });
    failing.at(second(10));
    worker.pass(Duration.ofSeconds(15));
    failing.at(second(20));
    worker.pass(Duration.ofDays(1));
    assertThat(done).containsExactly(second(20));
  }

  /** Time that passes when a test says so; what is due then runs in the test's own thread. */
  private static final class ManualWorker implements Worker {
    private final List<Due> waiting = new ArrayList<>();
    private Instant now = START;

    private record Due(Instant at, Runnable task) {}

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
        now = next.get().at();
        run(next.get().task());
      }
      now = end;
    }

    /** As a worker's thread does: what fails takes nothing else with it. */
    private static void run(Runnable task) {
      try {
        task.run();
      } catch (IllegalStateException e) {
        assertThat(e).hasMessage("the first time");
      }
    }

    private Optional<Due> next(Instant end) {
      return waiting.stream()
          .filter(due -> !due.at().isAfter(end))
          .min(Comparator.comparing(Due::at));
    }

    @Override
    public void execute(Runnable task) {
      after(Duration.ZERO, task);
    }

    @Override
    public void after(Duration pause, Runnable task) {
      assertThat(pause.isNegative()).isFalse();
      waiting.add(new Due(now.plus(pause), task));
    }

    @Override
    public void end() {
      waiting.clear();
    }
  }
}
