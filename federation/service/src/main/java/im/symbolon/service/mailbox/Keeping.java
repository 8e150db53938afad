package im.symbolon.service.mailbox;

import im.symbolon.protocol.mailbox.MailboxId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message on its way into the tables. Nearly all are new: the first attempt does not look whether
 * this one is, and fails by a violated constraint when it is not; every later one looks.
 */
final class Keeping {
  private final OwnerRows owners = new OwnerRows();
  private final MailRows mails = new MailRows();
  private final SeenRows seen = new SeenRows();
  private final Arrival arrival;
  private final Audience audience;
  private final MailboxLimits limits;
  private boolean looks;
  private List<Eviction.Done> evicted = List.of();

  /**
   * Nothing is kept yet.
   *
   * @param audience who has to have it before it goes early
   */
  Keeping(Arrival arrival, Audience audience, MailboxLimits limits) {
    this.arrival = arrival;
    this.audience = audience;
    this.limits = limits;
  }

  /**
   * One attempt, which is a transaction. Nobody else writes to the mailbox from its first statement
   * on.
   *
   * @param step how many places further the message may be, 1 at least
   * @return its place; empty when the mailbox has none left
   */
  Optional<MailboxId> attempt(Connection c, int step, Instant now) throws SQLException {
    boolean isFirst = !looks;
    looks = true;
    evicted = List.of();
    Optional<OwnerRows.Place> place = owners.take(c, arrival, step, now);
    if (!place.isPresent()) {
      return Optional.empty();
    }
    Optional<SeenRows.Seen> before = isFirst ? Optional.empty() : seen.find(c, arrival, now);
    if (before.isPresent() && !before.get().isOver()) {
      owners.discount(c, arrival);
      return Optional.of(before.get().id());
    }
    MailRows.Entry entry =
        new MailRows.Entry(place.get().id(), now, now.plus(limits.kept()), audience);
    seen.put(c, arrival, entry, before.isPresent());
    mails.insert(c, arrival, entry);
    evicted = new Eviction(owners, mails, limits).makeRoom(c, arrival.owner(), place.get().total());
    return Optional.of(entry.id());
  }

  /** What went for it, after the last attempt. */
  List<Eviction.Done> evicted() {
    return evicted;
  }
}
