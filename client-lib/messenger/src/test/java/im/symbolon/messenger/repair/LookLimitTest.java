package im.symbolon.messenger.repair;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LookLimitTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final LookLimit limit = new LookLimit(Duration.ofDays(30));

  @Test
  void oneOccasionCausesOneLook() {
    assertThat(limit.mayLook("one", NOW)).isTrue();
    assertThat(limit.mayLook("one", NOW.plusSeconds(60))).isFalse();
    assertThat(limit.mayLook("one", NOW.plus(Duration.ofDays(30)))).isTrue();
  }

  /** REVIEW 23: the looks at one person's lists are nobody else's to use up. */
  @Test
  void whoeverMakesUpOccasionsKeepsNobodyElseFromLooks() {
    for (int i = 0; i < 5_000; i++) {
      limit.mayLook("made up " + i, NOW);
    }
    assertThat(limit.mayLook("honest", NOW)).isTrue();
    assertThat(limit.mayLook("honest", NOW)).isFalse();
  }
}
