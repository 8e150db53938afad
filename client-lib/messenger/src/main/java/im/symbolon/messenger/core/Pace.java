package im.symbolon.messenger.core;

import im.symbolon.protocol.BareJid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Lets something be said about each chat once in a while, and not more often. Thread-safe. */
public final class Pace {
  private static final int MANY = 1_000;

  private final Duration pause;
  private final Clock clock;
  private final Map<BareJid, Instant> said = new HashMap<>();

  public Pace(Duration pause, Clock clock) {
    this.pause = pause;
    this.clock = clock;
  }

  /** True when it may be said now; then it was. */
  public synchronized boolean maySay(BareJid chat) {
    Instant now = clock.instant();
    if (said.size() >= MANY) {
      said.values().removeIf(each -> !each.plus(pause).isAfter(now));
    }
    Instant last = said.get(chat);
    boolean may = last == null || !last.plus(pause).isAfter(now);
    if (may) {
      said.put(chat, now);
    }
    return may;
  }
}
