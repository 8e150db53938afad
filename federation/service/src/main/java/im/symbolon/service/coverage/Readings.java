package im.symbolon.service.coverage;

import im.symbolon.protocol.BareJid;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Reads lists, but not again those that are what they were: most are, and to check signatures takes
 * long. Not thread-safe.
 */
final class Readings<T> {
  private record Reading<T>(AccountLists.Lists lists, T result) {}

  private final BiFunction<BareJid, AccountLists.Lists, T> reading;
  private final Map<BareJid, Reading<T>> last = new LinkedHashMap<>();

  Readings(BiFunction<BareJid, AccountLists.Lists, T> reading) {
    this.reading = reading;
  }

  T of(BareJid account, AccountLists.Lists lists) {
    Reading<T> before = last.remove(account); // this one is the youngest then
    Reading<T> now =
        before != null && before.lists().equals(lists)
            ? before
            : new Reading<>(lists, reading.apply(account, lists));
    last.put(account, now);
    if (last.size() > Lookups.MAX_ACCOUNTS) {
      last.remove(last.keySet().iterator().next());
    }
    return now.result();
  }
}
