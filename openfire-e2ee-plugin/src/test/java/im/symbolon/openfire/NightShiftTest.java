package im.symbolon.openfire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NightShiftTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-21T02:59:59Z, 3, PT1S",
    "2026-11-21T03:00:00Z, 3, PT24H",
    "2026-11-21T03:00:01Z, 3, PT23H59M59S",
    "2026-11-21T23:30:00Z, 0, PT30M",
    "2026-11-21T00:00:00Z, 23, PT23H"
  })
  void comesAtTheNextSuchHour(ZonedDateTime now, int hour, Duration pause) {
    assertThat(NightShift.untilHour(now, hour)).isEqualTo(pause);
  }

  @Test
  void comesOnceInNightsOfOtherLengths() {
    ZonedDateTime longer = ZonedDateTime.parse("2026-10-24T03:00:00+02:00[Europe/Berlin]");
    assertThat(NightShift.untilHour(longer, 3)).isEqualTo(Duration.ofHours(25));
    ZonedDateTime gap = ZonedDateTime.parse("2026-03-28T02:00:00+01:00[Europe/Berlin]");
    assertThat(NightShift.untilHour(gap, 2)).isEqualTo(Duration.ofHours(24));
  }
}
