package im.symbolon.views;

import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Who writes in a chat at this moment, in the order in which they began. Whoever is not heard of
 * for a while has stopped: their device may have gone without a word. Thread-safe.
 */
final class Writers {
  static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Backstage backstage;
  private final Consumer<List<BareJid>> told;
  private final Map<BareJid, Long> heard = new LinkedHashMap<>();
  private long serial;

  /**
   * @param told whenever there are others
   */
  Writers(Backstage backstage, Consumer<List<BareJid>> told) {
    this.backstage = backstage;
    this.told = told;
  }

  /** Somebody said that they write, or stopped. */
  synchronized void heard(BareJid who, boolean composing) {
    if (composing) {
      long mark = ++serial;
      heard.put(who, mark);
      backstage.after(PATIENCE, () -> forget(who, mark));
    } else {
      heard.remove(who);
    }
    tell();
  }

  private synchronized void forget(BareJid who, long mark) {
    if (heard.remove(who, mark)) {
      tell();
    }
  }

  private void tell() {
    told.accept(new ArrayList<>(heard.keySet()));
  }
}
