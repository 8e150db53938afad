package im.symbolon.messenger.people;

import im.symbolon.messenger.core.Pauses;
import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How long the pause before the next look at a person is for which there is an authentic reason:
 * short, as a message may wait for it, and longer each time while the reasons go on, so that nobody
 * makes us ask more than once a minute for long. Thread-safe.
 */
final class Pace {
  private static final int MANY = 1_000;

  private final Map<BareJid, Step> steps = new HashMap<>();

  private record Step(Instant at, Duration pause) {
    boolean isRecent(Instant now) {
      return Duration.between(at, now).abs().compareTo(LookPolicy.PAUSE.multipliedBy(2)) < 0;
    }
  }

  /** Whether the last one began then or later: its answer is at least as new. */
  synchronized boolean looksSince(BareJid person, Instant then) {
    Step last = steps.get(person);
    return last != null && !last.at().isBefore(then) && last.isRecent(then); // clocks are set back
  }

  /** The pause after the last one. */
  synchronized Duration of(BareJid person, Instant now) {
    Step last = steps.get(person);
    return last == null || !last.isRecent(now) ? LookPolicy.SHORT_PAUSE : last.pause();
  }

  /** A look begins now. */
  synchronized void look(BareJid person, Instant now) {
    Step last = steps.get(person);
    boolean goesOn = last != null && last.isRecent(now);
    if (steps.size() >= MANY) {
      steps.values().removeIf(each -> !each.isRecent(now));
    }
    Duration pause =
        goesOn ? Pauses.doubled(last.pause(), LookPolicy.PAUSE) : LookPolicy.SHORT_PAUSE;
    steps.put(person, new Step(now, pause));
  }
}
