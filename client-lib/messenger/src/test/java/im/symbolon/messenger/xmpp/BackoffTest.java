package im.symbolon.messenger.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {
  @Property
  void pausesGrowWithinBounds(
      @ForAll @IntRange(min = 0, max = Integer.MAX_VALUE) int failures, @ForAll long seed) {
    Duration pause = Backoff.DEFAULT.pause(failures, new Random(seed));
    assertThat(pause).isBetween(Duration.ofMillis(500), Duration.ofMinutes(2));
    if (failures >= 7) {
      assertThat(pause).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
    }
    if (failures == 0) {
      assertThat(pause).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
  }
}
