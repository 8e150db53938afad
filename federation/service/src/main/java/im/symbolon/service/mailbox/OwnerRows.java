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

  /** A place that was taken, and how full the mailbox is with what will be there. */
  record Place(MailboxId id, Total total) {}

  /**
   * Takes the next place for a message and counts it, and keeps every other transaction that writes
   * to this mailbox waiting until this one has ended. So places become visible in their order:
   * whoever sees one will never see a lower one appear. Throws a constraint violation when another
   * node began the mailbox at the same moment: the caller repeats.
   *
   * @param step how many places further, 1 at least
   * @return empty when there is no place left
   */
  Optional<Place> take(Connection connection, Arrival arrival, int step, Instant now)
      throws SQLException {
    if (move(connection, arrival, step)) {
      return place(connection, arrival.owner());
    }
    if (!last(connection, arrival.owner()).isPresent()) {
      insert(connection, arrival.owner(), beginning(now));
    }
    // Nothing is left, or the mailbox was begun just now, here or by another node.
    return move(connection, arrival, step) ? place(connection, arrival.owner()) : Optional.empty();
  }

  private static boolean move(Connection connection, Arrival arrival, int step)
      throws SQLException {
    return Sql.of(
                "UPDATE symbolonMailbox SET lastPlace = lastPlace + ?,"
                    + " messages = messages + 1, bytes = bytes + ?"
                    + " WHERE owner = ? AND lastPlace <= ?",
                step,
                arrival.stanza().bytes(),
                arrival.owner().toString(),
                MailboxId.MAX - step)
            .update(connection)
        == 1;
  }

  private static Optional<Place> place(Connection connection, BareJid owner) throws SQLException {
    return Sql.of(
            "SELECT lastPlace, messages, bytes FROM symbolonMailbox WHERE owner = ?",
            owner.toString())
        .list(
            connection,
            1,
            row ->
                new Place(new MailboxId(row.getLong(1)), new Total(row.getInt(2), row.getLong(3))))
        .stream()
        .findFirst();
  }

  /** The message that a place was taken for is there already. */
  void discount(Connection connection, Arrival arrival) throws SQLException {
    Sql.of(
            "UPDATE symbolonMailbox SET messages = messages - 1, bytes = bytes - ?"
                + " WHERE owner = ?",
            arrival.stanza().bytes(),
            arrival.owner().toString())
        .update(connection);
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

  /** Keeps other writers waiting, as {@link #take} does; false when there is no mailbox. */
  boolean lock(Connection connection, BareJid owner) throws SQLException {
    return Sql.of(
                "UPDATE symbolonMailbox SET lastPlace = lastPlace WHERE owner = ?",
                owner.toString())
            .update(connection)
        == 1;
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
