package im.symbolon.world.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever happens to three people with six devices: every message is readable, exactly once. */
class FuzzRunTest {
  @Test
  void theSameScriptAlwaysHasTheSameResult() {
    FuzzResult first = FuzzRun.of(Script.of(11, 300));
    assertThat(first.written()).isGreaterThan(40);
    assertThat(FuzzRun.of(Script.of(11, 300))).isEqualTo(first);
    assertThat(FuzzRun.of(Script.of(12, 300)).digest()).isNotEqualTo(first.digest());
  }

  @Test
  void aScriptThatWasWrittenHasTheSameResultWhenItIsReadAgain() {
    Script script = Script.of(13, 200);
    assertThat(FuzzRun.of(Script.parse(script.write()))).isEqualTo(FuzzRun.of(script));
  }

  /** The confirmation is sealed for the devices that were there, and one is linked meanwhile. */
  @Test
  void aDeviceThatIsLinkedThisMomentShowsNoLineForWhatHasNoText() {
    Script script =
        Script.parse(
            List.of("seed 2", "1330 REMOVE 1 999 633", "1417 LINK 1 33 6", "1421 WRITE 0 312 35"));
    assertThat(FuzzRun.of(script).findings()).isEmpty();
  }

  @Test
  void aCampaignRunsEverySeedOnceAndTellsEachByItself() throws InterruptedException {
    List<FuzzResult> told = new ArrayList<>();
    List<FuzzResult> results = new Campaign(3, 4, 40).run(told::add);
    assertThat(results.stream().map(FuzzResult::seed)).containsExactly(3L, 4L, 5L, 6L);
    assertThat(told).containsExactlyInAnyOrderElementsOf(results);
    assertThat(results.get(1)).isEqualTo(FuzzRun.of(Script.of(4, 40)));
    assertThat(new TreeSet<>(results.stream().map(FuzzResult::digest).toList())).hasSize(4);
  }
}
