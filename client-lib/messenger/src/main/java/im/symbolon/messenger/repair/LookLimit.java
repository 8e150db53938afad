package im.symbolon.messenger.repair;

import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often an account's list is looked at because of what others say. Thread-safe. */
public final class LookLimit {
  private static final int MANY = 1_000;

  private final Duration pause;
  private final Map<String, Instant> last = new LinkedHashMap<>();

  /** Once in so long. */
  public LookLimit(Duration pause) {
    this.pause = pause;
  }

  /** Takes it that somebody looks at that account's list now, if that may be. */
  boolean mayLook(BareJid account, Instant now) {
    return mayLook(account.toString(), now);
  }

  /** The same for an occasion of its own. */
  public synchronized boolean mayLook(String occasion, Instant now) {
    Instant before = last.get(occasion);
    if (before != null && before.plus(pause).isAfter(now) && !before.isAfter(now)) {
      return false;
    }
    if (last.size() >= MANY) {
      last.values().removeIf(at -> !at.plus(pause).isAfter(now));
    }
    if (last.size() >= MANY) {
      last.remove(last.keySet().iterator().next()); // nobody uses up the looks at all others
    }
    last.remove(occasion); // the new one is the youngest
    last.put(occasion, now);
    return true;
  }
}
