package im.symbolon.views;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WritersTest {
  private static final BareJid BOB = new BareJid("bob", "beta.test");
  private static final BareJid CAROL = new BareJid("carol", "gamma.test");

  private final List<Runnable> later = new ArrayList<>();
  private final List<List<BareJid>> told = new ArrayList<>();
  private final Backstage backstage =
      new Backstage(
          Runnable::run,
          Runnable::run,
          Runnable::run,
          (pause, task) -> {
            assertThat(pause).isEqualTo(Duration.ofSeconds(15));
            later.add(task);
          });
  private final Writers writers = new Writers(backstage, told::add);

  private List<BareJid> now() {
    return told.get(told.size() - 1);
  }

  @Test
  void whoeverBeganFirstStandsFirst() {
    writers.heard(CAROL, true);
    writers.heard(BOB, true);
    writers.heard(CAROL, true);
    assertThat(now()).containsExactly(CAROL, BOB);
    writers.heard(CAROL, false);
    assertThat(now()).containsExactly(BOB);
  }

  @Test
  void whoIsNotHeardOfAnyMoreHasStopped() {
    writers.heard(BOB, true);
    writers.heard(CAROL, true);
    later.get(0).run();
    assertThat(now()).containsExactly(CAROL);
  }

  @Test
  void whoIsHeardOfAgainGoesOnWriting() {
    writers.heard(BOB, true);
    writers.heard(BOB, true);
    later.get(0).run();
    assertThat(now()).as("15 s after the first word").containsExactly(BOB);
    later.get(1).run();
    assertThat(now()).isEmpty();
  }

  @Test
  void whoStoppedAndBeganAgainIsNotForgottenEarly() {
    writers.heard(BOB, true);
    writers.heard(BOB, false);
    writers.heard(BOB, true);
    later.get(0).run();
    assertThat(now()).containsExactly(BOB);
  }
}
