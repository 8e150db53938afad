package im.symbolon.service.files;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.service.MovableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:30:00Z");

  private final MovableClock clock = new MovableClock(NOW);
  private long nanos = Long.MAX_VALUE - 1000; // overflows, as it may
  private final SteadyTime time = new SteadyTime(clock, () -> nanos);

  private void pass(Duration duration) {
    clock.advance(duration);
    nanos += duration.toNanos();
  }

  @Test
  void believesAClockThatRuns() {
    for (int i = 0; i < 1000; i++) {
      pass(Duration.ofMinutes(50));
      assertThat(time.now()).contains(clock.instant());
    }
  }

  @Test
  void believesALeapAfterADayAlone() {
    clock.advance(Duration.ofDays(365));
    for (int minutes = 0; minutes < 24 * 60; minutes += 10) {
      assertThat(time.now()).isEmpty();
      pass(Duration.ofMinutes(10));
    }
    assertThat(time.now()).contains(clock.instant());
    pass(Duration.ofMinutes(10));
    assertThat(time.now()).contains(clock.instant());
  }

  @Test
  void believesAClockThatLeaptBackAgain() {
    clock.advance(Duration.ofDays(365));
    assertThat(time.now()).isEmpty();
    pass(Duration.ofHours(3));
    clock.advance(Duration.ofDays(-365));
    assertThat(time.now()).contains(NOW.plus(Duration.ofHours(3)));
  }

  @Test
  void doubtsASecondLeapAsTheFirst() {
    clock.advance(Duration.ofDays(365));
    assertThat(time.now()).isEmpty();
    pass(Duration.ofDays(1));
    assertThat(time.now()).isPresent();
    clock.advance(Duration.ofDays(365));
    assertThat(time.now()).isEmpty();
  }
}
