package im.symbolon.messenger.store;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * What one sealed row of the file says about all of the others: how often the store was changed,
 * the last version given to a row, how many parts there are, and the exclusive or of a keyed code
 * of each (MSet-XOR-Hash; Clarke et al., "Incremental Multiset Hash Functions", 2003). Nobody else
 * sees the sum or the codes, and each part has a version and salt of its own.
 */
final class Head {
  static final int LENGTH = 3 * Long.BYTES + Hmac.LENGTH;

  private final long generation;
  private final long versions;
  private final long parts;
  private final byte[] sum;

  private Head(long generation, long versions, long parts, byte[] sum) {
    this.generation = generation;
    this.versions = versions;
    this.parts = parts;
    this.sum = sum;
  }

  static Head empty() {
    return new Head(0, 0, 0, new byte[Hmac.LENGTH]);
  }

  /** What {@link #encoded} made; authentic, so of the right length. */
  static Head decode(byte[] encoded) {
    ByteBuffer in = ByteBuffer.wrap(encoded);
    byte[] sum = new byte[Hmac.LENGTH];
    long generation = in.getLong();
    long versions = in.getLong();
    long parts = in.getLong();
    in.get(sum);
    return new Head(generation, versions, parts, sum);
  }

  byte[] encoded() {
    return ByteBuffer.allocate(LENGTH)
        .putLong(generation)
        .putLong(versions)
        .putLong(parts)
        .put(sum)
        .array();
  }

  long generation() {
    return generation;
  }

  /** Whether both stand for the same parts. */
  boolean sameContents(Head other) {
    return parts == other.parts && Arrays.equals(sum, other.sum);
  }

  Draft draft() {
    return new Draft(this);
  }

  /** The head that a running transaction is about to leave behind. */
  static final class Draft {
    private final Head before;
    private final byte[] sum;
    private long versions;
    private long parts;
    private boolean changed;

    private Draft(Head before) {
      this.before = before;
      this.sum = before.sum.clone();
      this.versions = before.versions;
      this.parts = before.parts;
    }

    /** Never given to any part before. */
    long nextVersion() {
      return ++versions;
    }

    void add(byte[] code) {
      parts++;
      mix(code);
    }

    void remove(byte[] code) {
      parts--;
      mix(code);
    }

    boolean isChanged() {
      return changed;
    }

    /** One generation later. */
    Head finish() {
      return new Head(before.generation + 1, versions, parts, sum.clone());
    }

    private void mix(byte[] code) {
      changed = true;
      for (int i = 0; i < sum.length; i++) {
        sum[i] ^= code[i];
      }
    }
  }
}
