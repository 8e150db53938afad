package im.symbolon.service.coverage;

import im.symbolon.protocol.BareJid;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks about an account once, and keeps the answer for a short while; who asks meanwhile waits for
 * the same one. An account of which there was no answer is asked again after that while, not
 * before. For one thread, but for {@link #known}.
 */
final class Lookups<V> {
  /** Of as many accounts something is kept; the ones asked first are forgotten first. */
  static final int MAX_ACCOUNTS = 2000;

  /** As many hints wait for one answer; the others get none. */
  static final int MAX_WAITING = 20;

  /** Finds out about an account. */
  @FunctionalInterface
  interface Source<V> {
    /** Calls back later, or never. */
    void find(BareJid account, Consumer<V> then);
  }

  private final Source<V> source;
  private final Duration kept;
  private final Clock clock;
  private final int maxWaiting;
  private final Map<BareJid, Lookup> lookups = new LinkedHashMap<>();

  Lookups(Source<V> source, Duration kept, Clock clock) {
    this(source, kept, clock, MAX_WAITING);
  }

  /**
   * @param maxWaiting as many wait for one answer; the others get none
   */
  Lookups(Source<V> source, Duration kept, Clock clock, int maxWaiting) {
    this.source = source;
    this.kept = kept;
    this.clock = clock;
    this.maxWaiting = maxWaiting;
  }

  /** The answer that {@link #ask} would give at once; on any thread. */
  Optional<V> known(BareJid account) {
    return fresh(account).flatMap(lookup -> lookup.answer);
  }

  /** Calls back at once when the answer is known, else later, or never. */
  void ask(BareJid account, Consumer<V> then) {
    Optional<Lookup> known = fresh(account);
    if (known.isPresent()) {
      known.get().tell(then);
      return;
    }
    Lookup asked = new Lookup();
    put(account, asked);
    asked.tell(then);
    source.find(account, asked::answered);
  }

  private Optional<Lookup> fresh(BareJid account) {
    synchronized (lookups) {
      return Optional.ofNullable(lookups.get(account)).filter(Lookup::isFresh);
    }
  }

  private void put(BareJid account, Lookup asked) {
    synchronized (lookups) {
      lookups.remove(account); // the new one is the youngest
      lookups.put(account, asked);
      if (lookups.size() > MAX_ACCOUNTS) {
        lookups.remove(lookups.keySet().iterator().next());
      }
    }
  }

  /** One question, and its answer when that is there. */
  private final class Lookup {
    private final Instant asked = clock.instant();
    private final List<Consumer<V>> waiting = new ArrayList<>();
    private volatile Optional<V> answer = Optional.empty();

    /** A clock that was set back ends it as well. */
    boolean isFresh() {
      Instant now = clock.instant();
      return now.isBefore(asked.plus(kept)) && !now.isBefore(asked);
    }

    void tell(Consumer<V> then) {
      if (answer.isPresent()) {
        then.accept(answer.get());
      } else if (waiting.size() < maxWaiting) {
        waiting.add(then);
      }
    }

    void answered(V value) {
      answer = Optional.of(value);
      List<Consumer<V>> told = List.copyOf(waiting);
      waiting.clear();
      told.forEach(each -> each.accept(value));
    }
  }
}
