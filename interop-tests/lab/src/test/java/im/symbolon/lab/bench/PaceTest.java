package im.symbolon.lab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PaceTest {
  @Test
  void oneOfAHundredMayBeSlower() {
    long[] nanos = LongStream.rangeClosed(1, 200).map(i -> i * 1_000_000).toArray();
    Pace pace = Pace.of(nanos, 2_000_000_000);
    assertThat(pace.perSecond()).isEqualTo(100);
    assertThat(pace.p99Millis()).isEqualTo(198);
    assertThat(Pace.p99Millis(new long[0])).isZero();
    assertThat(Pace.p99Millis(new long[] {5_000_000})).isEqualTo(5);
  }
}
