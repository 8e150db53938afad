package im.symbolon.views;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StateTest {
  private final Queue<Runnable> ui = new ArrayDeque<>();
  private final State<String> state = new State<>(ui::add, "first");
  private final List<String> seen = new ArrayList<>();

  private void screenComesToIt() {
    while (!ui.isEmpty()) {
      ui.remove().run();
    }
  }

  @Test
  void whoWatchesIsToldWhatIsAndWhatComes() {
    state.watch(seen::add);
    screenComesToIt();
    state.set("second");
    screenComesToIt();
    assertThat(seen).containsExactly("first", "second");
  }

  @Test
  void nothingIsToldOutsideOfTheUiThread() {
    state.watch(seen::add);
    state.set("second");
    assertThat(seen).isEmpty();
  }

  @Test
  void aBusyScreenIsToldOnlyTheLast() {
    state.watch(seen::add);
    screenComesToIt();
    for (int i = 0; i < 1000; i++) {
      state.set("change " + i);
    }
    assertThat(ui).hasSize(1);
    screenComesToIt();
    assertThat(seen).containsExactly("first", "change 999");
  }

  @Test
  void whatIsAsBeforeIsNotTold() {
    state.watch(seen::add);
    screenComesToIt();
    state.set("first");
    assertThat(ui).isEmpty();
  }

  @Test
  void whoWentIsToldNothingMore() {
    Watch watch = state.watch(seen::add);
    watch.close();
    screenComesToIt();
    state.set("second");
    screenComesToIt();
    assertThat(seen).isEmpty();
  }

  @Property
  void theLastValueIsAlwaysTold(@ForAll List<String> values, @ForAll List<Boolean> pauses) {
    state.watch(seen::add);
    for (int i = 0; i < values.size(); i++) {
      state.set(values.get(i));
      if (i < pauses.size() && pauses.get(i)) {
        screenComesToIt();
      }
    }
    screenComesToIt();
    assertThat(seen.get(seen.size() - 1)).isEqualTo(state.value());
  }
}
