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
import java.util.function.Function;

/**
 * Asks about an account once, and keeps the answer for a while; who asks meanwhile waits for the
 * same one. An account of which there was no answer is asked again after that while, not before.
 * For one thread, but for {@link #known} and {@link #changed}.
 */
final class Lookups<V> {
  /** Of as many accounts something is kept; the ones asked first are forgotten first. */
  static final int MAX_ACCOUNTS = 5000;

  /** As many hints wait for one answer; the others get none. */
  static final int MAX_WAITING = 20;

  /** Finds out about an account. */
  @FunctionalInterface
  interface Source<V> {
    /** Calls back later, or never. */
    void find(BareJid account, Consumer<V> then);
  }

  private final Source<V> source;
  private final Keeping<V> keeping;
  private final Clock clock;
  private final int maxWaiting;
  private final Map<BareJid, Lookup> lookups = new LinkedHashMap<>();
  private final Map<BareJid, Instant> changes = new LinkedHashMap<>();

  /**
   * How long answers are kept.
   *
   * @param lately everybody's at least, and those to which a change is under way
   * @param longer those that stay what they are until {@link #changed} says otherwise; asked for
   *     each answer, in which case it applies
   */
  record Keeping<V>(Duration lately, Function<V, Duration> longer) {
    static <V> Keeping<V> of(Duration lately) {
      return new Keeping<>(lately, answer -> lately);
    }
  }

  Lookups(Source<V> source, Duration kept, Clock clock) {
    this(source, Keeping.of(kept), clock, MAX_WAITING);
  }

  /**
   * @param maxWaiting as many wait for one answer; the others get none
   */
  Lookups(Source<V> source, Keeping<V> keeping, Clock clock, int maxWaiting) {
    this.source = source;
    this.keeping = keeping;
    this.clock = clock;
    this.maxWaiting = maxWaiting;
  }

  /** The answer that {@link #ask} would give at once; on any thread. */
  Optional<V> known(BareJid account) {
    return fresh(account, false).flatMap(lookup -> lookup.answer);
  }

  /** The same for {@link #askLately}. */
  Optional<V> knownLately(BareJid account) {
    return fresh(account, true).flatMap(lookup -> lookup.answer);
  }

  /** Calls back at once when the answer is known, else later, or never. */
  void ask(BareJid account, Consumer<V> then) {
    ask(account, false, then);
  }

  /** The same, with an answer that is not kept longer than everybody's. */
  void askLately(BareJid account, Consumer<V> then) {
    ask(account, true, then);
  }

  private void ask(BareJid account, boolean lately, Consumer<V> then) {
    Optional<Lookup> known = fresh(account, lately);
    if (known.isPresent()) {
      known.get().tell(then);
      return;
    }
    Lookup asked = new Lookup(changedLately(account));
    put(account, asked);
    asked.tell(then);
    source.find(account, asked::answered);
  }

  /**
   * Forgets what is known of an account, now or when it comes: it changes, is about to, or has just
   * changed. What is asked as soon after that as a change may take is kept for a short while alone.
   * On any thread.
   */
  void changed(BareJid account) {
    Instant now = clock.instant();
    synchronized (lookups) {
      lookups.remove(account);
      changes.remove(account);
      changes.put(account, now);
      changes.values().removeIf(each -> !isWithin(keeping.lately(), each, now));
    }
  }

  private boolean changedLately(BareJid account) {
    synchronized (lookups) {
      Instant changed = changes.get(account);
      return changed != null && isWithin(keeping.lately(), changed, clock.instant());
    }
  }

  /** A clock that was set back ends it as well. */
  private static boolean isWithin(Duration time, Instant begin, Instant now) {
    return now.isBefore(begin.plus(time)) && !now.isBefore(begin);
  }

  private Optional<Lookup> fresh(BareJid account, boolean lately) {
    synchronized (lookups) {
      return Optional.ofNullable(lookups.get(account)).filter(each -> each.isFresh(lately));
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
    private final boolean isChanging;
    private final List<Consumer<V>> waiting = new ArrayList<>();
    private volatile Optional<V> answer = Optional.empty();

    Lookup(boolean isChanging) {
      this.isChanging = isChanging;
    }

    boolean isFresh(boolean lately) {
      Duration kept =
          lately || isChanging
              ? keeping.lately()
              : answer.map(keeping.longer()).orElse(keeping.lately());
      return isWithin(kept, asked, clock.instant());
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
