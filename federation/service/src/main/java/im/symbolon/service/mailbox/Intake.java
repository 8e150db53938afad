package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.GroupCommit;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes letters into mailboxes: all that come at about the same time in one transaction, and those
 * whose mailbox somebody else has locked apart from them, so that nobody else waits for that one.
 * Safe for any number of threads.
 *
 * <p>It shows by the time that a statement takes; only then the database is asked whose mailbox it
 * is, and the others' letters are written. The rest is tried again and again, without a connection
 * in between. What one thread brings after the other is written in that order, also then.
 */
final class Intake {
  /** So many callers may wait for locked mailboxes: half of the threads that hosts have. */
  static final int MOST_APART = 8;

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  /**
   * How long something is waited for.
   *
   * @param brisk for a statement that writes letters together; usually one takes a millisecond
   * @param patience for a mailbox or a table that is locked
   * @param again between two attempts
   */
  record Patience(Duration brisk, Duration patience, Duration again) {
    /**
     * Before the one thing a letter may wait for another group, and after it for its own: less than
     * the minute in all after which hosts close streams.
     */
    static final Patience DEFAULT =
        new Patience(Duration.ofSeconds(2), Duration.ofSeconds(20), Duration.ofMillis(250));
  }

  /** What came of a letter; a place, none left, or that its mailbox is locked. */
  private record Outcome(boolean isLocked, Optional<MailboxId> place) {
    static final Outcome LOCKED = new Outcome(true, Optional.empty());
  }

  private final Database database;
  private final Database brisk;
  private final Keeping keeping;
  private final Clock clock;
  private final Consumer<Keeping.Evicted> evictions;
  private final Patience patience;
  private final OwnerLocks locks = new OwnerLocks();
  private final GroupCommit<Letter, Outcome> together = new GroupCommit<>(this::write);
  private final GroupCommit<Letter, Outcome> apart;
  private final Semaphore places = new Semaphore(MOST_APART);

  /** Found locked, and not found free since. */
  private final Set<BareJid> locked = new HashSet<>();

  Intake(
      Database database,
      Keeping keeping,
      Clock clock,
      Consumer<Keeping.Evicted> evictions,
      Patience patience) {
    this.database = Objects.requireNonNull(database);
    this.brisk = database.within(patience.brisk());
    this.keeping = Objects.requireNonNull(keeping);
    this.clock = Objects.requireNonNull(clock);
    this.evictions = Objects.requireNonNull(evictions);
    this.patience = patience;
    this.apart = new GroupCommit<>(this::writeFree, patience.again(), System::nanoTime);
  }

  /**
   * Returns when all are in the database for good; when it throws, some may be.
   *
   * @return their places, in their order
   */
  List<Optional<MailboxId>> keep(List<Letter> letters) throws SQLException {
    List<Outcome> outcomes = together.write(letters);
    long begun = System.nanoTime();
    List<Optional<MailboxId>> ids = new ArrayList<>();
    for (int i = 0; i < letters.size(); i++) {
      Outcome outcome = outcomes.get(i);
      ids.add(outcome.isLocked() ? keepApart(letters.get(i), begun) : outcome.place());
    }
    return ids;
  }

  /** How many letters wait until others are committed. */
  int waiting() {
    return together.waiting();
  }

  /** How many callers wait for locked mailboxes. */
  int waitingApart() {
    return MOST_APART - places.availablePermits();
  }

  private Optional<MailboxId> keepApart(Letter letter, long begun) throws SQLException {
    if (!places.tryAcquire()) {
      throw new SQLException("too many wait for locked mailboxes", LOCK_NOT_AVAILABLE);
    }
    try {
      while (System.nanoTime() - begun < patience.patience().toNanos()) {
        Outcome outcome = apart.write(letter);
        if (!outcome.isLocked()) {
          return outcome.place();
        }
      }
      throw new SQLException("the mailbox stays locked", LOCK_NOT_AVAILABLE);
    } finally {
      places.release();
    }
  }

  private List<Outcome> write(List<Letter> letters) throws SQLException {
    Set<BareJid> known = known(letters);
    List<Letter> others = without(known, letters);
    if (others.isEmpty()) {
      return outcomes(letters, known, List.of());
    }
    try {
      Instant now = clock.instant();
      Keeping.Done done = brisk.inTransaction(c -> keeping.keep(c, others, now));
      return finished(letters, known, done);
    } catch (SQLException e) {
      if (!Database.isLocked(e)) {
        throw e;
      }
      LOG.debug("Somebody has locked a mailbox, or the database is slow", e);
      Iterator<Outcome> late = writeFree(others).iterator();
      return letters.stream()
          .map(each -> known.contains(owner(each)) ? Outcome.LOCKED : late.next())
          .toList();
    }
  }

  /** Writes those whose mailboxes nobody else has locked, and waits for nothing else. */
  private List<Outcome> writeFree(List<Letter> letters) throws SQLException {
    Set<BareJid> owners = letters.stream().map(Intake::owner).collect(Collectors.toSet());
    Set<BareJid> held = new HashSet<>();
    Instant now = clock.instant();
    Keeping.Done done =
        database.inTransaction(
            c -> {
              held.clear();
              held.addAll(locks.heldElsewhere(c, owners, patience.patience()));
              List<Letter> free = without(held, letters);
              return free.isEmpty() ? Keeping.Done.NOTHING : keeping.keep(c, free, now);
            });
    note(owners, held);
    return finished(letters, held, done);
  }

  private List<Outcome> finished(List<Letter> letters, Set<BareJid> held, Keeping.Done done) {
    done.evicted().forEach(evictions);
    return outcomes(letters, held, done.places());
  }

  private static List<Outcome> outcomes(
      List<Letter> letters, Set<BareJid> held, List<Optional<MailboxId>> places) {
    Iterator<Optional<MailboxId>> next = places.iterator();
    return letters.stream()
        .map(each -> held.contains(owner(each)) ? Outcome.LOCKED : new Outcome(false, next.next()))
        .toList();
  }

  private void note(Set<BareJid> owners, Set<BareJid> held) {
    synchronized (locked) {
      for (BareJid each : owners) {
        if (!held.contains(each)) {
          locked.remove(each);
        } else if (locked.add(each)) {
          LOG.warn("Another transaction has locked the mailbox of {}: its messages wait", each);
        }
      }
    }
  }

  private Set<BareJid> known(List<Letter> letters) {
    synchronized (locked) {
      return letters.stream()
          .map(Intake::owner)
          .filter(locked::contains)
          .collect(Collectors.toSet());
    }
  }

  private static List<Letter> without(Set<BareJid> owners, List<Letter> letters) {
    return letters.stream().filter(each -> !owners.contains(owner(each))).toList();
  }

  private static BareJid owner(Letter letter) {
    return letter.arrival().owner();
  }
}
