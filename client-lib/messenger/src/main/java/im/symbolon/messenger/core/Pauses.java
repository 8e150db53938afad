package im.symbolon.messenger.core;

import java.time.Duration;

/** How pauses between attempts grow. */
public final class Pauses {
  private Pauses() {}

  /** Twice as long, but not longer than that. */
  public static Duration doubled(Duration pause, Duration longest) {
    Duration doubled = pause.multipliedBy(2);
    return doubled.compareTo(longest) > 0 ? longest : doubled;
  }
}
