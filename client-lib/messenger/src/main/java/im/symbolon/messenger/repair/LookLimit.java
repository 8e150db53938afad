package im.symbolon.messenger.repair;

import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How often an account's list is looked at because of what others say. Thread-safe. */
final class LookLimit {
  private static final int MANY = 1_000;

  private final Duration pause;
  private final Map<BareJid, Instant> last = new HashMap<>();

  LookLimit(Duration pause) {
    this.pause = pause;
  }

  /** Takes it that somebody looks now, if that may be. */
  synchronized boolean mayLook(BareJid account, Instant now) {
    Instant before = last.get(account);
    if (before != null && before.plus(pause).isAfter(now) && !before.isAfter(now)) {
      return false;
    }
    if (last.size() >= MANY) {
      last.values().removeIf(at -> !at.plus(pause).isAfter(now));
    }
    if (last.size() >= MANY) {
      return false;
    }
    last.put(account, now);
    return true;
  }
}
