package im.symbolon.ratchet.doubleratchet;

import static im.symbolon.ratchet.Devices.entropy;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.doubleratchet.SkippedKeys.Position;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.primitives.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/** Kept in short runs, keys behave as in one queue of at most a thousand. */
class SkippedKeysTest {
  private static final List<CurveKey> CHAINS =
      IntStream.rangeClosed(0, 60)
          .mapToObj(seed -> CurveKeyPair.generate(entropy(seed)).publicKey())
          .collect(Collectors.toList());

  private final Map<Position, MessageKey> expected = new LinkedHashMap<>();
  private final List<Position> gone = new ArrayList<>();
  private final List<Secret> spent = new ArrayList<>();
  private final List<Secret> expectedSpent = new ArrayList<>();
  private SkippedKeys keys = SkippedKeys.NONE;
  private int chain;
  private int index;

  @BeforeTry
  void begin() {
    expected.clear();
    gone.clear();
    spent.clear();
    expectedSpent.clear();
    keys = SkippedKeys.NONE;
    chain = 0;
    index = 0;
  }

  /** Each step skips some keys, takes late ones away, and now and then the chain turns. */
  @Property(tries = 200)
  void areAQueue(@ForAll @Size(min = 1, max = 60) List<@IntRange(max = 300) Integer> steps) {
    for (int step : steps) {
      skip(step % 7 == 0 ? step : step % 70);
      for (int i = 0; i < step % 40; i++) {
        takeAway(step * 31 + i * 17);
      }
      if (step % 5 == 0) {
        chain++;
        index = 0;
      }
      assertAsExpected();
    }
  }

  private void skip(int count) {
    List<MessageKey> added = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      added.add(new MessageKey(new byte[32]));
      expected.put(new Position(CHAINS.get(chain), index + i), added.get(i));
    }
    SkippedKeys before = keys;
    int sizeBefore = before.size();
    keys = keys.plus(CHAINS.get(chain), index, added, spent);
    assertThat(before.size()).isEqualTo(sizeBefore);
    index += count + 1;
    while (expected.size() > SkippedKeys.MAX) {
      Position oldest = expected.keySet().iterator().next();
      expectedSpent.add(expected.remove(oldest));
      gone.add(oldest);
    }
  }

  private void takeAway(int which) {
    if (!expected.isEmpty()) {
      List<Position> all = new ArrayList<>(expected.keySet());
      Position late = all.get(which % all.size());
      SkippedKeys before = keys;
      keys = keys.without(late.chain(), late.index());
      assertThat(before.find(late.chain(), late.index())).containsSame(expected.remove(late));
      gone.add(late);
    }
  }

  private void assertAsExpected() {
    assertHolds(keys);
    assertHolds(SkippedKeys.restore(keys.chains(), keys.dropped()));
    assertThat(keys.chains().stream().map(run -> run.chain)).doesNotHaveDuplicates();
    assertThat(spent).containsExactlyElementsOf(expectedSpent);
    for (Position each : gone) {
      assertThat(keys.find(each.chain(), each.index())).isEmpty();
    }
  }

  private void assertHolds(SkippedKeys held) {
    assertThat(held.size()).isEqualTo(expected.size());
    List<MessageKey> inOrder = new ArrayList<>();
    for (SkippedKeys.Run run : held.runs()) {
      assertThat(run.keys.length).isBetween(1, SkippedKeys.Run.MOST);
      inOrder.addAll(List.of(run.keys));
    }
    assertThat(inOrder).containsExactlyElementsOf(expected.values());
    expected.forEach(
        (at, key) -> assertThat(held.find(at.chain(), at.index())).isEqualTo(Optional.of(key)));
  }
}
