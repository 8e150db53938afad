package im.symbolon.world.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the build runs of the event fuzz; more by {@code ./symbolon fuzz}. */
class EventFuzzTest {
  private static final int SEEDS = 20;
  private static final int EVENTS = 10_000;

  @Test
  void everyMessageIsReadableExactlyOnceOnEveryDeviceThatWasListed() throws InterruptedException {
    List<FuzzResult> results = new Campaign(1, SEEDS, EVENTS).run(result -> {});
    for (FuzzResult each : results) {
      assertThat(each.findings())
          .as(
              "seed %d; ./symbolon fuzz --seed %d --seeds 1 makes it smaller",
              each.seed(), each.seed())
          .isEmpty();
      assertThat(each.expected()).as("seed %d", each.seed()).isGreaterThan(2L * each.written());
      assertThat(each.gone()).as("seed %d", each.seed()).isLessThan(each.written() / 50);
    }
  }
}
