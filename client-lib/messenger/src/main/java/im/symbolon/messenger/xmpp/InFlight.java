package im.symbolon.messenger.xmpp;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Messages handed to the connection whose fate is open, in order. Whoever takes an id out decides
 * its fate, so each is told exactly once. Smack's own bookkeeping is not enough for this: it
 * forgets unacknowledged stanzas without a word when the server ends the stream with an error or a
 * closing tag.
 */
final class InFlight {
  private final Set<String> ids = new LinkedHashSet<>();

  /** False when that id is under way already. */
  synchronized boolean add(String id) {
    return ids.add(id);
  }

  /** True for the one caller that took it out. */
  synchronized boolean remove(String id) {
    boolean removed = ids.remove(id);
    if (ids.isEmpty()) {
      notifyAll();
    }
    return removed;
  }

  /** Takes all out. */
  synchronized List<String> drain() {
    List<String> all = new ArrayList<>(ids);
    ids.clear();
    notifyAll();
    return all;
  }

  /** Waits until nothing is under way, or the time is over. */
  synchronized void awaitEmpty(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = millis; left > 0 && !ids.isEmpty(); ) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
  }
}
