package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code symbolonMail}: the messages. */
final class MailRows {
  private static final String MESSAGE = "SELECT place, arrived, stanza";

  /** A message's place and how long it is. */
  record Size(MailboxId id, int bytes) {}

  void insert(Connection connection, List<Placed> placed, Instant arrived, Instant expires)
      throws SQLException {
    Sql.batch(
        connection,
        "INSERT INTO symbolonMail (owner, place, arrived, expires, correspondent, peer,"
            + " audience, bytes, stanza) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        placed.stream().map(each -> row(each, arrived, expires)).toList());
  }

  private static Object[] row(Placed placed, Instant arrived, Instant expires) {
    Arrival arrival = placed.arrival();
    return new Object[] {
      arrival.owner().toString(),
      placed.id().position(),
      arrived.toEpochMilli(),
      expires.getEpochSecond(),
      arrival.peer().toBareJID(),
      arrival.peer().toString(),
      placed.letter().audience().text(),
      arrival.stanza().bytes(),
      arrival.stanza().text()
    };
  }

  /** Says whom a message waits for, when nobody said it yet. */
  void address(Connection connection, BareJid owner, MailboxId id, Audience audience)
      throws SQLException {
    Sql.of(
            "UPDATE symbolonMail SET audience = ? WHERE owner = ? AND place = ? AND audience = ''",
            audience.text(),
            owner.toString(),
            id.position())
        .update(connection);
  }

  List<Size> sizes(Connection connection, BareJid owner, Filter filter, boolean fromEnd, int max)
      throws SQLException {
    return filter
        .sql("SELECT place, bytes", owner, " ORDER BY place" + (fromEnd ? " DESC" : ""))
        .list(connection, max, MailRows::size);
  }

  List<KeptMessage> messages(Connection connection, BareJid owner, Filter filter)
      throws SQLException {
    return filter.sql(MESSAGE, owner, " ORDER BY place").list(connection, 0, MailRows::message);
  }

  Optional<KeptMessage> first(Connection connection, BareJid owner, boolean fromEnd)
      throws SQLException {
    return Filter.ALL
        .sql(MESSAGE, owner, " ORDER BY place" + (fromEnd ? " DESC" : ""))
        .list(connection, 1, MailRows::message)
        .stream()
        .findFirst();
  }

  int count(Connection connection, BareJid owner, Filter filter) throws SQLException {
    return filter.sql("SELECT COUNT(*)", owner, "").count(connection);
  }

  /** The bare address with which most is kept. */
  Optional<String> largestCorrespondent(Connection connection, BareJid owner) throws SQLException {
    return Sql.of(
            "SELECT correspondent, SUM(bytes) FROM symbolonMail WHERE owner = ?"
                + " GROUP BY correspondent ORDER BY SUM(bytes) DESC, correspondent",
            owner.toString())
        .list(connection, 1, row -> row.getString(1))
        .stream()
        .findFirst();
  }

  List<Size> oldestWith(Connection connection, BareJid owner, String correspondent, int max)
      throws SQLException {
    return Sql.of(
            "SELECT place, bytes FROM symbolonMail WHERE owner = ? AND correspondent = ?"
                + " ORDER BY place",
            owner.toString(),
            correspondent)
        .list(connection, max, MailRows::size);
  }

  int deleteWith(Connection connection, BareJid owner, String correspondent, MailboxId upTo)
      throws SQLException {
    return Sql.of(
            "DELETE FROM symbolonMail WHERE owner = ? AND correspondent = ? AND place <= ?",
            owner.toString(),
            correspondent,
            upTo.position())
        .update(connection);
  }

  /** Every audience that messages here wait for. */
  List<String> audiences(Connection connection, BareJid owner) throws SQLException {
    return Sql.of(
            "SELECT DISTINCT audience FROM symbolonMail WHERE owner = ? AND audience <> ''",
            owner.toString())
        .list(connection, 0, row -> row.getString(1));
  }

  int deleteOf(Connection connection, BareJid owner, String audience, Proven proven)
      throws SQLException {
    return Sql.of(
            "DELETE FROM symbolonMail WHERE owner = ? AND audience = ? AND place <= ?"
                + " AND arrived < ? AND (place <= ? OR arrived < ?)",
            owner.toString(),
            audience,
            proven.upTo(),
            proven.before().toEpochMilli(),
            proven.upToForAll(),
            proven.beforeOthers().toEpochMilli())
        .update(connection);
  }

  /** Whose messages have come to their end. */
  List<BareJid> expiredOwners(Connection connection, Instant now, int max) throws SQLException {
    return Sql.of(
            "SELECT DISTINCT owner FROM symbolonMail WHERE expires <= ?", now.getEpochSecond())
        .list(connection, max, row -> owner(row.getString(1)));
  }

  int deleteExpired(Connection connection, BareJid owner, Instant now) throws SQLException {
    return Sql.of(
            "DELETE FROM symbolonMail WHERE owner = ? AND expires <= ?",
            owner.toString(),
            now.getEpochSecond())
        .update(connection);
  }

  void deleteAll(Connection connection, BareJid owner) throws SQLException {
    Sql.of("DELETE FROM symbolonMail WHERE owner = ?", owner.toString()).update(connection);
  }

  /** Time that nobody could use does not count. */
  void postpone(Connection connection, long seconds) throws SQLException {
    Sql.of("UPDATE symbolonMail SET expires = expires + ?", seconds).update(connection);
  }

  /** Nothing is kept longer from now on than what arrives now. */
  void expireAtLatest(Connection connection, Instant end) throws SQLException {
    Sql.of(
            "UPDATE symbolonMail SET expires = ? WHERE expires > ?",
            end.getEpochSecond(),
            end.getEpochSecond())
        .update(connection);
  }

  static BareJid owner(String stored) throws SQLException {
    try {
      return BareJid.parse(stored);
    } catch (ProtocolException e) {
      throw new SQLException("a stored address is damaged", e);
    }
  }

  private static Size size(ResultSet row) throws SQLException {
    return new Size(new MailboxId(row.getLong(1)), row.getInt(2));
  }

  private static KeptMessage message(ResultSet row) throws SQLException {
    return new KeptMessage(
        new MailboxId(row.getLong(1)), Instant.ofEpochMilli(row.getLong(2)), row.getString(3));
  }
}
