package im.symbolon.ratchet.doubleratchet;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.primitives.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Keys of messages that have not come yet, oldest first; immutable. Chains follow one another, so
 * the keys lie in one sorted run per chain: finding is a binary search, and taking one away copies
 * references only.
 */
final class SkippedKeys {
  /** Kept for late messages, per session; the oldest go first (XEP-0384 §4.4 recommends 1000). */
  static final int MAX = 1000;

  static final SkippedKeys NONE = new SkippedKeys(List.of(), Optional.empty());

  private final List<Run> runs;
  private final Optional<Position> dropped;
  private final int size;

  private SkippedKeys(List<Run> runs, Optional<Position> dropped) {
    this.runs = List.copyOf(runs);
    this.dropped = dropped;
    this.size = runs.stream().mapToInt(run -> run.keys.length).sum();
  }

  int size() {
    return size;
  }

  List<Run> runs() {
    return runs;
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
      if (run.chain.equals(chain)) {
        int at = Arrays.binarySearch(run.indexes, index);
        return at < 0 ? Optional.empty() : Optional.of(run.keys[at]);
      }
    }
    return Optional.empty();
  }

  SkippedKeys without(CurveKey chain, int index) {
    List<Run> kept = new ArrayList<>(runs.size());
    for (Run run : runs) {
      Run rest = run.chain.equals(chain) ? run.without(index) : run;
      if (rest.keys.length > 0) {
        kept.add(rest);
      }
    }
    return new SkippedKeys(kept, dropped);
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
    Run added = Run.of(chain, firstIndex, keys);
    int last = all.size() - 1;
    if (last >= 0 && all.get(last).chain.equals(chain)) {
      all.set(last, all.get(last).plus(added));
    } else {
      all.add(added);
    }
    return bounded(all, size + keys.size() - MAX, spent);
  }

  static SkippedKeys restore(List<Run> runs, Optional<Position> dropped) {
    return new SkippedKeys(runs, dropped);
  }

  private SkippedKeys bounded(List<Run> all, int excess, List<Secret> spent) {
    List<Run> kept = new ArrayList<>();
    Optional<Position> last = dropped;
    int left = Math.max(0, excess);
    for (Run run : all) {
      int here = Math.min(run.keys.length, left);
      left -= here;
      spent.addAll(Arrays.asList(run.keys).subList(0, here));
      if (here > 0) {
        last = Optional.of(new Position(run.chain, run.indexes[here - 1]));
      }
      if (here < run.keys.length) {
        kept.add(run.from(here));
      }
    }
    return new SkippedKeys(kept, last);
  }

  /** Where a message stands: its sender's ratchet key, and its index in that chain. */
  record Position(CurveKey chain, int index) {}

  /** The skipped keys of one chain, indexes ascending. */
  static final class Run {
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

    Run plus(Run later) {
      int[] both = Arrays.copyOf(indexes, indexes.length + later.indexes.length);
      System.arraycopy(later.indexes, 0, both, indexes.length, later.indexes.length);
      MessageKey[] all = Arrays.copyOf(keys, both.length);
      System.arraycopy(later.keys, 0, all, keys.length, later.keys.length);
      return new Run(chain, both, all);
    }

    Run from(int first) {
      return first == 0
          ? this
          : new Run(
              chain,
              Arrays.copyOfRange(indexes, first, indexes.length),
              Arrays.copyOfRange(keys, first, keys.length));
    }

    Run without(int index) {
      int at = Arrays.binarySearch(indexes, index);
      if (at < 0) {
        return this;
      }
      int[] rest = Arrays.copyOf(indexes, indexes.length - 1);
      System.arraycopy(indexes, at + 1, rest, at, rest.length - at);
      MessageKey[] left = Arrays.copyOf(keys, rest.length);
      System.arraycopy(keys, at + 1, left, at, rest.length - at);
      return new Run(chain, rest, left);
    }
  }
}
