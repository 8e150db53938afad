package im.symbolon.service.coverage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One look at a message, and not too many hints from one account to another's messages. Remembers
 * the latest of both; what is older is forgotten, when there are very many. Not thread-safe.
 */
final class HintLimit {
  /** A sender whose hints change nothing, as when it trusts a device not, is left alone then. */
  static final int MAX_HINTS = 30;

  static final Duration PERIOD = Duration.ofMinutes(10);

  static final int MAX_REMEMBERED = 5000;

  private record Chat(Object sender, Object addressee) {}

  private record Period(Instant began, int hints) {}

  private final Clock clock;
  private final Set<Chat> looked = Collections.newSetFromMap(new LinkedHashMap<>());
  private final Map<Chat, Period> hinted = new LinkedHashMap<>();

  HintLimit(Clock clock) {
    this.clock = clock;
  }

  /** False for a message of the same sender and id as one before. */
  boolean isNew(Header header) {
    boolean added = looked.add(new Chat(header.sender().account(), header.id()));
    if (looked.size() > MAX_REMEMBERED) {
      looked.remove(looked.iterator().next());
    }
    return added;
  }

  /** Counts a hint; false when it is one too many. */
  boolean take(Header header) {
    Chat chat = new Chat(header.sender().account(), header.to());
    Instant now = clock.instant();
    Period period = hinted.get(chat);
    if (period == null || !now.isBefore(period.began().plus(PERIOD))) {
      period = new Period(now, 0);
    }
    if (period.hints() >= MAX_HINTS) {
      return false;
    }
    hinted.remove(chat); // the new one is the youngest
    hinted.put(chat, new Period(period.began(), period.hints() + 1));
    if (hinted.size() > MAX_REMEMBERED) {
      hinted.remove(hinted.keySet().iterator().next());
    }
    return true;
  }
}
