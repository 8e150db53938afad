package im.symbolon.ratchet.doubleratchet;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.primitives.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Keys of messages that have not come yet, oldest first; immutable. Chains follow one another, and
 * the keys of each lie in short sorted runs, so that taking one away copies little, and references
 * only.
 */
final class SkippedKeys {
  /** Kept for late messages, per session; the oldest go first (XEP-0384 §4.4 recommends 1000). */
  static final int MAX = 1000;

  static final SkippedKeys NONE = new SkippedKeys(List.of(), Optional.empty(), 0);

  private final List<Run> runs;
  private final Optional<Position> dropped;
  private final int size;

  private SkippedKeys(List<Run> runs, Optional<Position> dropped, int size) {
    this.runs = List.copyOf(runs);
    this.dropped = dropped;
    this.size = size;
  }

  int size() {
    return size;
  }

  /** All keys; consecutive runs may be of the same chain. */
  List<Run> runs() {
    return runs;
  }

  /** All keys, in one run for each chain. */
  List<Run> chains() {
    List<Run> chains = new ArrayList<>();
    int first = 0;
    for (int end = 1; end <= runs.size(); end++) {
      if (end == runs.size() || !runs.get(end).chain.equals(runs.get(first).chain)) {
        chains.add(Run.join(runs.subList(first, end)));
        first = end;
      }
    }
    return chains;
  }

  /** The youngest key that the bound drove out. */
  Optional<Position> dropped() {
    return dropped;
  }

  /** True when keys of that chain are here. */
  boolean knows(CurveKey chain) {
    return runs.stream().anyMatch(run -> run.chain.equals(chain));
  }

  /** True when a key that is not here may have been driven out instead of used. */
  boolean mayHaveDropped(CurveKey chain, int index) {
    return dropped.filter(last -> last.chain.equals(chain) && index <= last.index).isPresent();
  }

  Optional<MessageKey> find(CurveKey chain, int index) {
    for (Run run : runs) {
      if (run.mayHave(chain, index)) {
        int at = Arrays.binarySearch(run.indexes, index);
        return at < 0 ? Optional.empty() : Optional.of(run.keys[at]);
      }
    }
    return Optional.empty();
  }

  /** Takes away a key that is here. */
  SkippedKeys without(CurveKey chain, int index) {
    List<Run> kept = new ArrayList<>(runs);
    int at = 0;
    while (!kept.get(at).mayHave(chain, index)) {
      at++;
    }
    Run run = kept.get(at);
    if (run.keys.length == 1) {
      kept.remove(at);
    } else {
      kept.set(at, run.without(index));
    }
    return new SkippedKeys(kept, dropped, size - 1);
  }

  /**
   * Adds a chain's next keys, which are younger than all that are here.
   *
   * @param spent gets the keys that the bound drives out
   */
  SkippedKeys plus(CurveKey chain, int firstIndex, List<MessageKey> keys, List<Secret> spent) {
    if (keys.isEmpty()) {
      return this;
    }
    List<Run> all = new ArrayList<>(runs);
    addTo(all, Run.of(chain, firstIndex, keys));
    return bounded(all, size + keys.size(), spent);
  }

  /**
   * Restores stored keys.
   *
   * @param chains one run of any length for each chain, oldest first
   */
  static SkippedKeys restore(List<Run> chains, Optional<Position> dropped) {
    List<Run> all = new ArrayList<>();
    int size = 0;
    for (Run chain : chains) {
      addTo(all, chain);
      size += chain.keys.length;
    }
    return new SkippedKeys(all, dropped, size);
  }

  /** Fills the last run up, if it is of the same chain, and cuts the rest into runs. */
  private static void addTo(List<Run> runs, Run added) {
    int from = 0;
    int last = runs.size() - 1;
    if (last >= 0 && runs.get(last).chain.equals(added.chain)) {
      Run before = runs.get(last);
      from = Math.min(Run.MOST - before.keys.length, added.keys.length);
      runs.set(last, Run.join(List.of(before, added.part(0, from))));
    }
    while (from < added.keys.length) {
      int to = Math.min(from + Run.MOST, added.keys.length);
      runs.add(added.part(from, to));
      from = to;
    }
  }

  private SkippedKeys bounded(List<Run> all, int count, List<Secret> spent) {
    List<Run> kept = new ArrayList<>();
    Optional<Position> last = dropped;
    int left = Math.max(0, count - MAX);
    for (Run run : all) {
      int here = Math.min(run.keys.length, left);
      left -= here;
      spent.addAll(Arrays.asList(run.keys).subList(0, here));
      if (here > 0) {
        last = Optional.of(new Position(run.chain, run.indexes[here - 1]));
      }
      if (here < run.keys.length) {
        kept.add(run.part(here, run.keys.length));
      }
    }
    return new SkippedKeys(kept, last, Math.min(count, MAX));
  }

  /** Where a message stands: its sender's ratchet key, and its index in that chain. */
  record Position(CurveKey chain, int index) {}

  /** Skipped keys of one chain, indexes ascending. */
  static final class Run {
    /** The most keys that are kept in one. */
    static final int MOST = 64;

    final CurveKey chain;
    final int[] indexes;
    final MessageKey[] keys;

    Run(CurveKey chain, int[] indexes, MessageKey[] keys) {
      this.chain = chain;
      this.indexes = indexes;
      this.keys = keys;
    }

    static Run of(CurveKey chain, int firstIndex, List<MessageKey> keys) {
      int[] indexes = new int[keys.size()];
      Arrays.setAll(indexes, i -> firstIndex + i);
      return new Run(chain, indexes, keys.toArray(new MessageKey[0]));
    }

    /** One run of several that follow one another in one chain. */
    static Run join(List<Run> runs) {
      int count = 0;
      for (Run run : runs) {
        count += run.keys.length;
      }
      int[] indexes = new int[count];
      MessageKey[] keys = new MessageKey[count];
      int at = 0;
      for (Run run : runs) {
        System.arraycopy(run.indexes, 0, indexes, at, run.keys.length);
        System.arraycopy(run.keys, 0, keys, at, run.keys.length);
        at += run.keys.length;
      }
      return new Run(runs.get(0).chain, indexes, keys);
    }

    Run part(int from, int to) {
      return from == 0 && to == keys.length
          ? this
          : new Run(
              chain, Arrays.copyOfRange(indexes, from, to), Arrays.copyOfRange(keys, from, to));
    }

    /** True when the key, if it is kept at all, is here: asked of the runs in their order. */
    boolean mayHave(CurveKey ofChain, int index) {
      return index <= indexes[indexes.length - 1] && chain.equals(ofChain);
    }

    Run without(int index) {
      int at = Arrays.binarySearch(indexes, index);
      int[] rest = Arrays.copyOf(indexes, indexes.length - 1);
      System.arraycopy(indexes, at + 1, rest, at, rest.length - at);
      MessageKey[] left = Arrays.copyOf(keys, rest.length);
      System.arraycopy(keys, at + 1, left, at, rest.length - at);
      return new Run(chain, rest, left);
    }
  }
}
