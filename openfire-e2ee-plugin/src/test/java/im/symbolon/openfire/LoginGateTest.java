package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoginGateTest {
  private final Ticking clock = new Ticking();
  private final AtomicInteger ended = new AtomicInteger();
  private final LoginGate gate = new LoginGate(clock);

  @Test
  void isClosedForTheUserWhoLogsInAlone() {
    AtomicBoolean done = new AtomicBoolean();
    gate.arrives("bob", "phone", done::get, ended::incrementAndGet);
    assertThat(gate.enter("bob")).isFalse();
    assertThat(gate.enter("carol")).isTrue();
    gate.exit();
    assertThat(ended).hasValue(0);
    done.set(true);
    assertThat(gate.enter("bob")).isTrue();
    assertThat(ended).hasValue(1);
  }

  @Test
  void everyLoginOfTheUserCounts() {
    gate.arrives("bob", "phone", () -> true, ended::incrementAndGet);
    gate.arrives("bob", "desk", () -> false, ended::incrementAndGet);
    assertThat(gate.enter("bob")).isFalse();
  }

  @Test
  void aLoginWaitsUntilNobodyIsInside() throws Exception {
    assertThat(gate.enter("bob")).isTrue();
    AtomicBoolean in = new AtomicBoolean();
    Thread login =
        new Thread(
            () -> {
              gate.arrives("bob", "phone", () -> false, ended::incrementAndGet);
              in.set(true);
            });
    login.start();
    await().until(() -> login.getState() == Thread.State.TIMED_WAITING);
    assertThat(in).isFalse();
    gate.exit();
    login.join(10_000);
    assertThat(in).isTrue();
    assertThat(gate.enter("bob")).isFalse();
  }

  @Test
  void aLoginThatNeverEndsIsForgotten() {
    gate.arrives("bob", "phone", () -> false, ended::incrementAndGet);
    clock.pass(LoginGate.LONGEST_LOGIN);
    assertThat(gate.enter("bob")).isFalse();
    clock.pass(Duration.ofMillis(1));
    assertThat(gate.enter("bob")).isTrue();
  }

  @Test
  void aSessionThatLeftIsForgottenSoon() {
    gate.arrives("bob", "phone", () -> false, ended::incrementAndGet);
    gate.leaves("bob", "phone");
    gate.leaves("bob", "unknown");
    gate.leaves("carol", "unknown");
    assertThat(gate.enter("bob")).isFalse();
    clock.pass(LoginGate.AFTER_LEAVING.plusMillis(1));
    assertThat(gate.enter("bob")).isTrue();
  }

  @Test
  void tellsASecondLoginThatItIsNotAlone() {
    assertThat(gate.arrives("bob", "phone", () -> false, ended::incrementAndGet)).isTrue();
    assertThat(gate.arrives("bob", "desk", () -> false, ended::incrementAndGet)).isFalse();
    gate.forget("bob", "phone");
    gate.forget("bob", "phone");
    assertThat(ended).hasValue(1);
    gate.close();
    assertThat(ended).hasValue(2);
  }

  private static final class Ticking extends Clock {
    private Instant now = Instant.EPOCH;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
