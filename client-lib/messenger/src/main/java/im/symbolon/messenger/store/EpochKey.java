package im.symbolon.messenger.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/** The key of one day, under which the rows of epoch tables are sealed. */
final class EpochKey implements AutoCloseable {
  /** The epoch of rows under the store's own key. */
  static final long NONE = 0;

  static final int LENGTH = 32;

  private static final Duration LIFETIME = Duration.ofDays(1);

  private final long id;
  private final Instant since;
  private final byte[] key;

  /** Takes the key's bytes over. */
  EpochKey(long id, Instant since, byte[] key) {
    this.id = id;
    this.since = since;
    this.key = key;
  }

  long id() {
    return id;
  }

  Instant since() {
    return since;
  }

  byte[] bytes() {
    return key;
  }

  /** Whether a day has passed, or the clock was set back by more than one. */
  boolean isOver(Instant now) {
    return Duration.between(since, now).abs().compareTo(LIFETIME) >= 0;
  }

  @Override
  public void close() {
    Arrays.fill(key, (byte) 0);
  }

  @Override
  public String toString() {
    return "EpochKey";
  }
}
