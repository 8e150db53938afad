package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
   * What comes into a mailbox at once.
   *
   * @param steps how many places further
   */
  record Growth(BareJid owner, long steps, int messages, long bytes) {
    private Object[] parameters() {
      return new Object[] {steps, messages, bytes, owner.toString(), MailboxId.MAX - steps};
    }
  }

  /**
   * Takes places and counts, and keeps every other transaction that writes to these mailboxes
   * waiting until this one has ended. So places become visible in their order: whoever sees one
   * will never see a lower one appear. Throws a constraint violation when another node began a
   * mailbox at the same moment: the caller repeats.
   *
   * @param growths of different owners, in their order, which is every node's: so none waits for
   *     one that waits for it
   * @return those who got their places; the others have none left
   */
  Set<BareJid> grow(Connection connection, List<Growth> growths, Instant now) throws SQLException {
    int[] moved = move(connection, growths);
    Set<BareJid> grown = new HashSet<>();
    for (int i = 0; i < moved.length; i++) {
      Growth each = growths.get(i);
      if (moved[i] == 1 || begin(connection, each, now)) {
        grown.add(each.owner());
      }
    }
    return grown;
  }

  private static int[] move(Connection connection, List<Growth> growths) throws SQLException {
    return Sql.batch(
        connection,
        "UPDATE symbolonMailbox SET lastPlace = lastPlace + ?, messages = messages + ?,"
            + " bytes = bytes + ? WHERE owner = ? AND lastPlace <= ?",
        growths.stream().map(Growth::parameters).toList());
  }

  private boolean begin(Connection connection, Growth growth, Instant now) throws SQLException {
    if (last(connection, growth.owner()).isPresent()) {
      // Nothing left, or another node began the mailbox between these statements.
      return move(connection, List.of(growth))[0] == 1;
    }
    insert(connection, growth, beginning(now) + growth.steps());
    return true;
  }

  /**
   * A mailbox begins further on than any earlier one of the same name came, if that was deleted,
   * unless 32 messages a second came into it all its life.
   */
  private static long beginning(Instant now) {
    long second = Math.max(0, Math.min(now.getEpochSecond(), Integer.MAX_VALUE * 2L));
    return second << PLACES_PER_SECOND_BITS;
  }

  private static void insert(Connection connection, Growth growth, long place) throws SQLException {
    Sql.of(
            "INSERT INTO symbolonMailbox (owner, lastPlace, messages, bytes) VALUES (?, ?, ?, ?)",
            growth.owner().toString(),
            place,
            growth.messages(),
            growth.bytes())
        .update(connection);
  }

  /** The last place that was given; empty for a mailbox that never held anything. */
  Optional<MailboxId> last(Connection connection, BareJid owner) throws SQLException {
    return Sql.of("SELECT lastPlace FROM symbolonMailbox WHERE owner = ?", owner.toString())
        .list(connection, 1, row -> new MailboxId(row.getLong(1)))
        .stream()
        .findFirst();
  }

  /** Keeps other writers waiting, as {@link #grow} does; false when there is no mailbox. */
  boolean lock(Connection connection, BareJid owner) throws SQLException {
    return Sql.of(
                "UPDATE symbolonMailbox SET lastPlace = lastPlace WHERE owner = ?",
                owner.toString())
            .update(connection)
        == 1;
  }

  /** Takes back what was counted too much. */
  void shrink(Connection connection, List<Growth> excess) throws SQLException {
    Sql.batch(
        connection,
        "UPDATE symbolonMailbox SET messages = messages - ?, bytes = bytes - ?"
            + " WHERE owner = ?",
        excess.stream()
            .map(each -> new Object[] {each.messages(), each.bytes(), each.owner().toString()})
            .toList());
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
