package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps messages in the order of their places. Whoever pages forward misses nothing: a message
 * never appears at a place lower than one that could be seen before, however many nodes keep
 * messages of one owner at once. Safe for any number of threads and nodes on one database.
 */
public final class Mailbox {
  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  /** So that a page never fills the memory; its first message is there whatever its size. */
  private static final long PAGE_BYTES = 2L << 20;

  private final Database database;
  private final Clock clock;
  private final Evictions evictions;
  private final Intake intake;
  private final MailRows mails = new MailRows();
  private final SeenRows seen = new SeenRows();

  /**
   * Works on the tables that {@link im.symbolon.service.jdbc.Schema} or the host installed.
   *
   * @param random nobody can foresee, as a {@link java.security.SecureRandom}, and for any number
   *     of threads
   */
  public Mailbox(
      Database database,
      Clock clock,
      RandomGenerator random,
      MailboxLimits limits,
      Evictions evictions) {
    this(database, clock, random, limits, evictions, Intake.Patience.DEFAULT);
  }

  Mailbox(
      Database database,
      Clock clock,
      RandomGenerator random,
      MailboxLimits limits,
      Evictions evictions,
      Intake.Patience patience) {
    this.database = database.within(patience.patience());
    this.clock = clock;
    this.evictions = evictions;
    this.intake = new Intake(database, new Keeping(random, limits), clock, this::tell, patience);
  }

  /**
   * Keeps a message, and returns only after it is in the database for good. A message that came
   * before, within a week, has its place already, erased or not. What comes from several threads at
   * once is committed at once.
   *
   * @param audience who has to have it before it goes early
   * @return empty when the mailbox has no place left
   * @throws MailboxException then it is not kept
   */
  Optional<MailboxId> keep(Arrival arrival, Audience audience) throws MailboxException {
    return keep(List.of(new Letter(arrival, audience))).get(0);
  }

  /** The same for several, in their order; when it throws, some may be kept. */
  List<Optional<MailboxId>> keep(List<Letter> letters) throws MailboxException {
    try {
      return intake.keep(letters);
    } catch (SQLException e) {
      throw new MailboxException("a message was not kept", e);
    }
  }

  /** How many messages wait until others are committed. */
  int waiting() {
    return intake.waiting();
  }

  /** How many wait because their mailbox is locked. */
  int waitingApart() {
    return intake.waitingApart();
  }

  private void tell(Keeping.Evicted evicted) {
    try {
      Eviction.Done done = evicted.done();
      evictions.evicted(evicted.owner(), done.correspondent(), done.messages());
    } catch (RuntimeException e) {
      LOG.warn("Nobody was told what went from the mailbox of {}", evicted.owner(), e);
    }
  }

  /** The place of a message that came lately; empty for a new one. */
  Optional<MailboxId> find(Arrival arrival) throws MailboxException {
    Instant now = clock.instant();
    return read(c -> seen.find(c, arrival.owner(), arrival.stanza().digest(), now));
  }

  /** Says whom a message waits for, when that was not known at once. */
  void address(BareJid owner, MailboxId id, Audience audience) throws MailboxException {
    if (audience.equals(Audience.UNPROVABLE)) {
      return; // as it is kept already
    }
    read(
        c -> {
          mails.address(c, owner, id, audience);
          return true;
        });
  }

  /**
   * One page. Places need not hold a message to be gone on from.
   *
   * @throws MailboxException when the database did not answer
   */
  Page page(BareJid owner, Query query) throws MailboxException {
    return read(c -> page(c, owner, query));
  }

  private Page page(Connection c, BareJid owner, Query query) throws SQLException {
    int count = mails.count(c, owner, query.filter());
    Filter part = query.filter().within(query.part());
    List<MailRows.Size> found = mails.sizes(c, owner, part, query.fromEnd(), query.max() + 1);
    List<MailRows.Size> taken = fitting(found, query.max());
    boolean complete = taken.size() == found.size();
    if (taken.isEmpty()) {
      return new Page(List.of(), complete, 0, count);
    }
    MailboxId one = taken.get(0).id();
    MailboxId other = taken.get(taken.size() - 1).id();
    Filter.Range inside =
        new Filter.Range(
            Math.min(one.position(), other.position()) - 1,
            Math.max(one.position(), other.position()) + 1);
    Filter before = query.filter().within(new Filter.Range(0, inside.after() + 1));
    return new Page(
        mails.messages(c, owner, part.within(inside)),
        complete,
        mails.count(c, owner, before),
        count);
  }

  private static List<MailRows.Size> fitting(List<MailRows.Size> found, int max) {
    long bytes = 0;
    int taken = 0;
    while (taken < Math.min(max, found.size())) {
      bytes += found.get(taken).bytes();
      if (taken > 0 && bytes > PAGE_BYTES) {
        break;
      }
      taken++;
    }
    return found.subList(0, taken);
  }

  /**
   * These messages, as many at most as a page holds; empty when one of them is not there (any
   * more).
   */
  Optional<Page> find(BareJid owner, SortedSet<MailboxId> ids) throws MailboxException {
    List<KeptMessage> found = new ArrayList<>();
    for (MailboxId each : ids) {
      Filter.Range place = new Filter.Range(each.position() - 1, each.position() + 1);
      found.addAll(read(c -> mails.messages(c, owner, Filter.ALL.within(place))));
    }
    return found.size() == ids.size()
        ? Optional.of(new Page(found, true, 0, found.size()))
        : Optional.empty();
  }

  /** The oldest message there is, or the newest. */
  Optional<KeptMessage> edge(BareJid owner, boolean newest) throws MailboxException {
    return read(c -> mails.first(c, owner, newest));
  }

  private <T> T read(Database.Work<T, SQLException> work) throws MailboxException {
    try {
      return database.autoCommitted(work);
    } catch (SQLException e) {
      throw new MailboxException("a mailbox could not be read", e);
    }
  }
}
