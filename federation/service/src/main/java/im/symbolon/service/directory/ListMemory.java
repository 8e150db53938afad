package im.symbolon.service.directory;

import im.symbolon.protocol.BareJid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The lists that were seen last, each with its hash: the ones that nobody asked about for the
 * longest time are forgotten first. For one thread.
 */
final class ListMemory {
  /** All together; a list of two devices has 1.5 KiB. */
  static final int MAX_BYTES = 16 << 20;

  static final int MAX_ACCOUNTS = 5000;

  private final Clock clock;
  private final Map<BareJid, Seen> seen = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  private record Seen(Shown shown, Instant at) {
    int bytes() {
      return shown.list().map(Shown.Listed::bytes).orElse(0);
    }
  }

  ListMemory(Clock clock) {
    this.clock = clock;
  }

  /** What the account showed, if that is not longer ago. */
  Optional<Shown> recent(BareJid account, Duration atMost) {
    Instant now = clock.instant();
    return Optional.ofNullable(seen.get(account))
        .filter(each -> now.isBefore(each.at().plus(atMost)) && !now.isBefore(each.at()))
        .map(Seen::shown);
  }

  /** The list that the account showed last, whenever that was. */
  Optional<Shown.Listed> last(BareJid account) {
    return Optional.ofNullable(seen.get(account)).flatMap(each -> each.shown().list());
  }

  /** The account shows that now. */
  void put(BareJid account, Shown shown) {
    Seen now = new Seen(shown, clock.instant());
    Seen before = seen.put(account, now);
    bytes += now.bytes() - (before == null ? 0 : before.bytes());
    Iterator<Seen> oldest = seen.values().iterator();
    while (bytes > MAX_BYTES || seen.size() > MAX_ACCOUNTS) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }

  int size() {
    return seen.size();
  }
}
