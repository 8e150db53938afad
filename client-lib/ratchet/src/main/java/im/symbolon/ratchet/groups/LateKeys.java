package im.symbolon.ratchet.groups;

import im.symbolon.ratchet.doubleratchet.MessageKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Keys of one chain's messages that have not come yet, in their order; immutable. They need no
 * bound of their own: a chain has not more messages than are kept here.
 */
final class LateKeys {
  static final LateKeys NONE = new LateKeys(new int[0], new MessageKey[0]);

  private final int[] iterations;
  private final MessageKey[] keys;

  /** Takes both over; iterations ascend. */
  LateKeys(int[] iterations, MessageKey[] keys) {
    this.iterations = iterations;
    this.keys = keys;
  }

  int size() {
    return keys.length;
  }

  int iteration(int at) {
    return iterations[at];
  }

  /** All keys, in order. */
  List<MessageKey> keys() {
    return Arrays.asList(keys);
  }

  Optional<MessageKey> find(int iteration) {
    int at = Arrays.binarySearch(iterations, iteration);
    return at < 0 ? Optional.empty() : Optional.of(keys[at]);
  }

  /** The first iteration from there on. */
  OptionalInt first(int from) {
    return Arrays.stream(iterations).filter(each -> each >= from).findFirst();
  }

  /** Takes away a key that is here. */
  LateKeys without(int iteration) {
    int at = Arrays.binarySearch(iterations, iteration);
    int[] rest = Arrays.copyOf(iterations, iterations.length - 1);
    System.arraycopy(iterations, at + 1, rest, at, rest.length - at);
    MessageKey[] left = Arrays.copyOf(keys, rest.length);
    System.arraycopy(keys, at + 1, left, at, rest.length - at);
    return new LateKeys(rest, left);
  }

  /** Adds the keys of consecutive messages that are later than all that are here. */
  LateKeys plus(int first, List<MessageKey> more) {
    if (more.isEmpty()) {
      return this;
    }
    int before = keys.length;
    int[] all = Arrays.copyOf(iterations, before + more.size());
    MessageKey[] both = Arrays.copyOf(keys, all.length);
    for (int i = 0; i < more.size(); i++) {
      all[before + i] = first + i;
      both[before + i] = more.get(i);
    }
    return new LateKeys(all, both);
  }

  @Override
  public String toString() {
    return "LateKeys";
  }
}
