package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.jdbc.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What ends a message's stay: acknowledgements of everybody that it is for, time, and the end of
 * its account. Safe for any number of threads and nodes on one database.
 */
public final class Erasure {
  /** Longer without a turn, the servers or the clock stood still, or the clock was wrong. */
  private static final Duration MAX_GAP = Duration.ofDays(2);

  /** Two nights are apart by as much, when a clock changes between them. */
  private static final Duration OVERDUE = Duration.ofHours(26);

  private static final int BATCH = 500;

  /**
   * As old has a message to be before acknowledgements erase it: {@link Audiences} may know of a
   * device's addition only some seconds later.
   */
  public static final Duration SETTLED = Duration.ofSeconds(6);

  private final Database database;
  private final Clock clock;
  private final MailboxLimits limits;
  private final OwnerRows owners = new OwnerRows();
  private final MailRows mails = new MailRows();
  private final SeenRows seen = new SeenRows();
  private final AckRows acks = new AckRows();
  private final RunRows runs = new RunRows();

  /** Works on the tables of {@link Mailbox}. */
  public Erasure(Database database, Clock clock, MailboxLimits limits) {
    this.database = database;
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * Notes how far a device has come, if that is further than before. It was verified.
   *
   * @return false, with nothing changed, for a place beyond everything that was ever kept
   */
  boolean acknowledge(BareJid owner, DeviceId device, MailboxId upTo) throws MailboxException {
    return write(
        c -> {
          boolean possible =
              owners.lock(c, owner)
                  && owners.last(c, owner).filter(last -> last.compareTo(upTo) >= 0).isPresent();
          if (possible) {
            acks.put(c, owner, device, upTo);
          }
          return possible;
        });
  }

  /**
   * Erases what everybody that it is for has acknowledged (REVIEW 15), and counts it; but for what
   * came in the last {@link #SETTLED}.
   *
   * @param devices as known now, by a list that was read within that time
   */
  int eraseProven(BareJid owner, AccountDevices devices) throws MailboxException {
    Instant now = clock.instant();
    if (!devices.provesAnything(now)) {
      return 0;
    }
    return write(c -> owners.lock(c, owner) ? eraseProven(c, owner, devices, now) : 0);
  }

  private int eraseProven(Connection c, BareJid owner, AccountDevices devices, Instant now)
      throws SQLException {
    Map<DeviceId, Long> acknowledged = acks.all(c, owner);
    int erased = 0;
    for (String each : mails.audiences(c, owner)) {
      Audience audience = Audience.ofText(each);
      long upTo =
          audience.provenUpTo(
              device ->
                  devices.isGone(device, now)
                      ? MailboxId.MAX
                      : acknowledged.getOrDefault(device, 0L));
      if (upTo > 0) {
        Proven proven =
            Proven.with(upTo, now.minus(SETTLED), devices.latecomers(audience, now), acknowledged);
        erased += mails.deleteOf(c, owner, each, proven);
      }
    }
    return recounted(c, owner, erased);
  }

  private int recounted(Connection c, BareJid owner, int erased) throws SQLException {
    if (erased > 0) {
      owners.recount(c, owner);
    }
    return erased;
  }

  /**
   * Takes the turn to erase by time. When the clock ran too fast, or nothing ran for days, what is
   * kept gets that time back; when the clock was set back, nothing stays longer than what comes
   * now.
   *
   * @return false when another node, or this one, had its turn a short while ago
   */
  boolean takeTurn() throws MailboxException {
    Instant now = clock.instant();
    return write(
        c -> {
          var since = runs.take(c, now);
          if (!since.isPresent()) {
            return false;
          }
          if (since.get().compareTo(MAX_GAP) > 0) {
            mails.postpone(c, since.get().toSeconds());
          }
          mails.expireAtLatest(c, now.plus(limits.kept()));
          seen.deleteExpired(c, now);
          return true;
        });
  }

  /** True when nobody had a turn for more than a day. */
  boolean isOverdue() throws MailboxException {
    Instant due = clock.instant().minus(OVERDUE);
    return write(c -> !runs.last(c).filter(last -> last.isAfter(due)).isPresent());
  }

  /** Erases what has been kept for its time, and counts it. */
  int eraseExpired() throws MailboxException {
    Instant now = clock.instant();
    int erased = 0;
    List<BareJid> next = write(c -> mails.expiredOwners(c, now, BATCH));
    while (!next.isEmpty()) {
      for (BareJid owner : next) {
        erased += write(c -> eraseExpired(c, owner, now));
      }
      next = write(c -> mails.expiredOwners(c, now, BATCH));
    }
    return erased;
  }

  private int eraseExpired(Connection c, BareJid owner, Instant now) throws SQLException {
    owners.lock(c, owner);
    return recounted(c, owner, mails.deleteExpired(c, owner, now));
  }

  /** Some whose mailboxes hold something, in order. */
  List<BareJid> owners(String after) throws MailboxException {
    return write(c -> owners.all(c, after, BATCH));
  }

  /**
   * Drops the mailbox of an account or a room that no longer exists.
   *
   * @throws MailboxException then nothing was dropped
   */
  public void forget(BareJid owner) throws MailboxException {
    write(
        c -> {
          owners.lock(c, owner);
          acks.deleteAll(c, owner);
          seen.deleteAll(c, owner);
          mails.deleteAll(c, owner);
          owners.delete(c, owner);
          return true;
        });
  }

  private <T> T write(Database.Work<T, SQLException> work) throws MailboxException {
    try {
      return database.inTransaction(work);
    } catch (SQLException e) {
      throw new MailboxException("erasing failed", e);
    }
  }
}
