package im.symbolon.messenger.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.records.Generations.Count;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final String MARK = "0123456789abcdef";
  private static final String OTHER = "fedcba9876543210";

  private final MemoryRowStore store = new MemoryRowStore();

  private interface Step<T> {
    T take(Generations generations) throws StoreException;
  }

  private <T> T with(Step<T> step) throws StoreException {
    return store.transaction(rows -> step.take(new Generations(rows)));
  }

  private Optional<Count> count() throws StoreException {
    return with(Generations::count);
  }

  private Count begin(String mark, Instant at) throws StoreException {
    return with(g -> g.begin(mark, at));
  }

  private boolean mayReplace(Instant at) throws StoreException {
    return with(g -> g.mayReplace(at));
  }

  private List<Generations.Replaced> replaced() throws StoreException {
    return with(Generations::replaced);
  }

  private void taken(Generation generation) throws StoreException {
    with(
        g -> {
          g.taken(generation);
          return null;
        });
  }

  private void replace(int device, Instant at) throws StoreException {
    with(
        g -> {
          g.replace(new DeviceId(device), at);
          return null;
        });
  }

  @Test
  void countsOnOnlyWhenTheServerHasIt() throws Exception {
    assertThat(count()).isEmpty();
    Count first = begin(MARK, NOW);
    assertThat(first).isEqualTo(new Count(Generation.NONE, new Generation(1, MARK)));
    assertThat(begin(OTHER, NOW)).as("an attempt in vain").isEqualTo(first);
    taken(first.next());
    assertThat(count()).contains(new Count(new Generation(1, MARK), new Generation(1, MARK)));
    assertThat(begin(OTHER, NOW))
        .isEqualTo(new Count(new Generation(1, MARK), new Generation(2, OTHER)));
  }

  @ParameterizedTest
  @CsvSource({
    "4, 0123456789abcdef, true",
    "5, 0123456789abcdef, true",
    "5, fedcba9876543210, false",
    "6, fedcba9876543210, true",
    "6, 0123456789abcdef, false",
    "7, fedcba9876543210, false",
    "281474976710656, fedcba9876543210, false"
  })
  void knowsWhatItCannotHaveCountedItself(long number, String mark, boolean own) {
    Count count = new Count(new Generation(5, MARK), new Generation(6, OTHER));
    assertThat(count.explains(new Generation(number, mark))).isEqualTo(own);
  }

  /** REVIEW 23; and a clock that is wrong by a year in either direction. */
  @Test
  void replacesOnceADayWhateverTheClockSays() throws Exception {
    assertThat(mayReplace(NOW)).isTrue();
    replace(7, NOW);
    assertThat(mayReplace(NOW)).isFalse();
    assertThat(mayReplace(NOW.plus(Duration.ofHours(23)))).isFalse();
    assertThat(mayReplace(NOW.minus(Duration.ofHours(1)))).isFalse();
    assertThat(mayReplace(NOW.plus(Duration.ofDays(1)))).isTrue();
    assertThat(mayReplace(NOW.minus(Duration.ofDays(365)))).isTrue();
    assertThat(mayReplace(NOW.plus(Duration.ofDays(365)))).isTrue();
  }

  /** Whoever finds out that the store is old went online for it, perhaps several times. */
  @Test
  void somethingIsMissingSinceTheCountBeforeTheOneInDoubt() throws Exception {
    taken(begin(MARK, NOW.minusSeconds(900)).next());
    taken(begin(OTHER, NOW.minusSeconds(600)).next());
    begin(MARK, NOW.minusSeconds(60));
    begin(OTHER, NOW.minusSeconds(30));
    replace(7, NOW);
    assertThat(replaced())
        .containsExactly(new Generations.Replaced(new DeviceId(7), NOW, NOW.minusSeconds(600)));
  }

  /** Its server took the count, and shows another one a moment later. */
  @Test
  void aCopyThatCountedAlikePutsTheLastCountInDoubt() throws Exception {
    taken(begin(MARK, NOW.minusSeconds(600)).next());
    taken(begin(OTHER, NOW.minusSeconds(60)).next());
    replace(7, NOW);
    assertThat(replaced().get(0).since()).isEqualTo(NOW.minusSeconds(600));
  }

  @Test
  void remembersWhomItReplacedAndSinceWhenSomethingIsMissing() throws Exception {
    begin(MARK, NOW.minusSeconds(60));
    replace(7, NOW);
    assertThat(replaced())
        .as("before its first time nobody knew it")
        .containsExactly(new Generations.Replaced(new DeviceId(7), NOW, NOW.minusSeconds(60)));
    assertThat(count()).as("the new device begins to count").isEmpty();
    for (int device = 100; device < 200; device++) {
      replace(device, NOW);
    }
    assertThat(replaced()).hasSize(20);
    assertThat(replaced().get(0).device()).isEqualTo(new DeviceId(199));
  }

  @Test
  void readsNothingThatItWouldNotWrite() throws Exception {
    assertThat(Generation.parse("281474976710656", MARK).next(OTHER).number())
        .as("the end is the end")
        .isEqualTo(Generation.MAX);
    for (String number : new String[] {"-1", "", "x", "1.0", "281474976710657", "9".repeat(30)}) {
      assertThatThrownBy(() -> Generation.parse(number, MARK))
          .isInstanceOf(ProtocolException.class);
    }
    for (String bad : new String[] {"", "a".repeat(15), "a".repeat(17), MARK.replace('a', 'A')}) {
      assertThatThrownBy(() -> Generation.parse("1", bad)).isInstanceOf(ProtocolException.class);
    }
  }
}
