package im.symbolon.world.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens in a run is known before, can be kept, and can be made less. */
class ScriptTest {
  private static final Script SCRIPT = Script.of(7, 2000);

  @Test
  void aSeedAlwaysMeansTheSameAndAnotherOneSomethingElse() {
    assertThat(Script.of(7, 2000)).isEqualTo(SCRIPT);
    assertThat(Script.of(8, 2000).events()).isNotEqualTo(SCRIPT.events());
    assertThat(Script.of(7, 100).events()).isEqualTo(SCRIPT.events().subList(0, 100));
  }

  @Test
  void everythingThatCanHappenHappens() {
    for (FuzzEvent.Kind each : FuzzEvent.Kind.values()) {
      assertThat(SCRIPT.events().stream().anyMatch(event -> event.kind() == each))
          .as(each.name())
          .isEqualTo(each.weight() > 0);
    }
  }

  @Test
  void whatWasWrittenIsReadAgain() {
    assertThat(Script.parse(SCRIPT.write())).isEqualTo(SCRIPT);
    assertThat(Script.parse(List.of("# why", "", "seed 3", "0 KILL 5 999 0")).seed()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0 WRITE 0 0",
        "0 WRITE 0 0 0 0",
        "0 EXPLODE 0 0 0",
        "0 WRITE 6 0 0",
        "0 WRITE -1 0 0",
        "0 WRITE 0 1000 0",
        "0 WRITE 0 0 -5",
        "x WRITE 0 0 0",
        "seed 8"
      })
  void whatIsNoEventIsRefused(String line) {
    assertThatThrownBy(() -> Script.parse(List.of("seed 7", line)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aScriptWithoutASeedIsRefused() {
    assertThatThrownBy(() -> Script.parse(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Script.parse(List.of("0 WRITE 0 0 0")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Script.parse(List.of("seed of evil")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsNotNeededIsLeftOut() {
    Predicate<Script> fails =
        script ->
            script.events().stream().anyMatch(e -> e.number() == 17)
                && script.events().stream().anyMatch(e -> e.number() == 1234);
    Script small = new Shrinker(fails, 500).shrink(SCRIPT);
    assertThat(small.events().stream().map(FuzzEvent::number)).containsExactly(17, 1234);
    assertThat(small.seed()).isEqualTo(7);
  }

  @Test
  void shrinkingEndsWhenItHasTriedEnoughAndStillFails() {
    int[] asked = {0};
    Predicate<Script> fails =
        script -> {
          asked[0]++;
          return script.events().stream().anyMatch(e -> e.number() == 17);
        };
    Script small = new Shrinker(fails, 5).shrink(SCRIPT);
    assertThat(asked[0]).isEqualTo(5);
    assertThat(small.events().stream().map(FuzzEvent::number)).contains(17);
    assertThat(small.events().size()).isLessThan(2000);
  }
}
