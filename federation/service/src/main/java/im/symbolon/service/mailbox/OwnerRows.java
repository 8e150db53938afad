package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code symbolonMailbox}: the last place of each mailbox, and how much it holds. */
final class OwnerRows {
  /** 2<sup>20</sup> places for each second since 1970. */
  private static final int PLACES_PER_SECOND_BITS = 20;

  /** How full a mailbox is. */
  record Total(int messages, long bytes) {
    boolean exceeds(int maxMessages, long maxBytes) {
      return messages > maxMessages || bytes > maxBytes;
    }

    Total minus(int fewerMessages, long fewerBytes) {
      return new Total(messages - fewerMessages, bytes - fewerBytes);
    }
  }

  /**
   * Takes the next place, and keeps every other transaction that writes to this mailbox waiting
   * until this one has ended. So places become visible in their order: whoever sees one will never
   * see a lower one appear. Throws a constraint violation when another node began the mailbox at
   * the same moment: the caller repeats.
   *
   * @param step how many places further, 1 at least
   * @return empty when there is no place left
   */
  Optional<MailboxId> advance(Connection connection, BareJid owner, int step, Instant now)
      throws SQLException {
    if (move(connection, owner, step)) {
      return last(connection, owner);
    }
    Optional<MailboxId> last = last(connection, owner);
    if (!last.isPresent()) {
      insert(connection, owner, beginning(now) + step);
      return last(connection, owner);
    }
    // Nothing left, or another node began the mailbox between these statements.
    return move(connection, owner, step) ? last(connection, owner) : Optional.empty();
  }

  private static boolean move(Connection connection, BareJid owner, int step) throws SQLException {
    return Sql.of(
                "UPDATE symbolonMailbox SET lastPlace = lastPlace + ?"
                    + " WHERE owner = ? AND lastPlace <= ?",
                step,
                owner.toString(),
                MailboxId.MAX - step)
            .update(connection)
        == 1;
  }

  /**
   * A mailbox begins further on than any earlier one of the same name came, if that was deleted,
   * unless 32 messages a second came into it all its life.
   */
  private static long beginning(Instant now) {
    long second = Math.max(0, Math.min(now.getEpochSecond(), Integer.MAX_VALUE * 2L));
    return second << PLACES_PER_SECOND_BITS;
  }

  private static void insert(Connection connection, BareJid owner, long place) throws SQLException {
    Sql.of(
            "INSERT INTO symbolonMailbox (owner, lastPlace, messages, bytes) VALUES (?, ?, 0, 0)",
            owner.toString(),
            place)
        .update(connection);
  }

  /** The last place that was given; empty for a mailbox that never held anything. */
  Optional<MailboxId> last(Connection connection, BareJid owner) throws SQLException {
    return Sql.of("SELECT lastPlace FROM symbolonMailbox WHERE owner = ?", owner.toString())
        .list(connection, 1, row -> new MailboxId(row.getLong(1)))
        .stream()
        .findFirst();
  }

  /** Keeps other writers waiting, as {@link #advance} does; false when there is no mailbox. */
  boolean lock(Connection connection, BareJid owner) throws SQLException {
    return Sql.of(
                "UPDATE symbolonMailbox SET lastPlace = lastPlace WHERE owner = ?",
                owner.toString())
            .update(connection)
        == 1;
  }

  /** Counts one message more. */
  Total add(Connection connection, BareJid owner, int bytes) throws SQLException {
    Sql.of(
            "UPDATE symbolonMailbox SET messages = messages + 1, bytes = bytes + ?"
                + " WHERE owner = ?",
            bytes,
            owner.toString())
        .update(connection);
    return Sql.of("SELECT messages, bytes FROM symbolonMailbox WHERE owner = ?", owner.toString())
        .list(connection, 1, row -> new Total(row.getInt(1), row.getLong(2)))
        .get(0);
  }

  /** Counts what is there, after some was deleted. */
  void recount(Connection connection, BareJid owner) throws SQLException {
    Sql.of(
            "UPDATE symbolonMailbox SET"
                + " messages = (SELECT COUNT(*) FROM symbolonMail WHERE owner = ?),"
                + " bytes = (SELECT COALESCE(SUM(m.bytes), 0) FROM symbolonMail m"
                + " WHERE m.owner = ?) WHERE owner = ?",
            owner.toString(),
            owner.toString(),
            owner.toString())
        .update(connection);
  }

  List<BareJid> all(Connection connection, String after, int max) throws SQLException {
    return Sql.of(
            "SELECT owner FROM symbolonMailbox WHERE owner > ? AND messages > 0 ORDER BY owner",
            after)
        .list(connection, max, row -> MailRows.owner(row.getString(1)));
  }

  void delete(Connection connection, BareJid owner) throws SQLException {
    Sql.of("DELETE FROM symbolonMailbox WHERE owner = ?", owner.toString()).update(connection);
  }
}
