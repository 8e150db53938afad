package im.symbolon.world;

import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** What becomes of the next stanzas to a person on the way between the servers. */
public final class Fates {
  private final Map<BareJid, Deque<Fate>> planned = new TreeMap<>();

  /**
   * What becomes of one stanza.
   *
   * @param copies how many of it arrive, 0 when it is lost
   * @param delay how long that takes
   */
  public record Fate(int copies, Duration delay) {
    static final Fate ARRIVES = new Fate(1, Duration.ZERO);
  }

  /** The next stanza to that person of which nothing is planned yet has this fate. */
  public void plan(BareJid to, Fate fate) {
    planned.computeIfAbsent(to, t -> new ArrayDeque<>()).add(fate);
  }

  /** Whatever is sent from now on arrives. */
  public void clear() {
    planned.clear();
  }

  Fate next(BareJid to) {
    Deque<Fate> fates = planned.get(to);
    return fates == null || fates.isEmpty() ? Fate.ARRIVES : fates.remove();
  }
}
