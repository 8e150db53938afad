package im.symbolon.messenger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NamesTest {
  @Property
  void theSameBytesCutElsewhereAreAnotherKey(
      @ForAll @Size(max = 40) byte[] whole,
      @ForAll @IntRange(max = 40) int one,
      @ForAll @IntRange(max = 40) int two) {
    int first = Math.min(one, whole.length);
    int second = Math.min(two, whole.length);
    assertThat(cut(whole, first).equals(cut(whole, second))).isEqualTo(first == second);
    assertThat(cut(whole, first)).isNotEqualTo(RowKey.of(whole));
  }

  private static RowKey cut(byte[] whole, int at) {
    return RowKey.of(Arrays.copyOf(whole, at)).and(Arrays.copyOfRange(whole, at, whole.length));
  }

  @Test
  void tellsTheEmptyTextFromTwoOfThem() {
    assertThat(RowKey.of("")).isNotEqualTo(RowKey.of("", "")).isEqualTo(RowKey.of(new byte[0]));
  }

  @Test
  void refusesALoneSurrogate() {
    assertThatThrownBy(() -> RowKey.of("\uD83D")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAnOversizedName() {
    assertThat(RowKey.of(new byte[Parts.MAX_BYTES - 4]).size()).isOne();
    assertThatThrownBy(() -> RowKey.of(new byte[Parts.MAX_BYTES - 3]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Group.of("g".repeat(5000)).and("g".repeat(5000)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAPartThatIsNotThere() {
    assertThatThrownBy(() -> RowKey.of("a").text(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> RowKey.of("a").text(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> Group.NONE.text(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesATableWithoutNumberOrName() {
    assertThatThrownBy(() -> Table.lasting(0, "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Table.lasting(65_536, "x"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Table.epoch(1, "")).isInstanceOf(IllegalArgumentException.class);
  }
}
