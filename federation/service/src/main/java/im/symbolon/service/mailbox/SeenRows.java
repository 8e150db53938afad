package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Table {@code symbolonMailSeen}: what came lately, also when it is erased by now. */
final class SeenRows {
  /**
   * A message that came before.
   *
   * @param isOver true when that was too long ago to count
   */
  record Seen(MailboxId id, boolean isOver) {}

  Optional<Seen> find(Connection connection, Arrival arrival, Instant now) throws SQLException {
    return Sql.of(
            "SELECT place, expires FROM symbolonMailSeen WHERE owner = ? AND digest = ?",
            arrival.owner().toString(),
            arrival.stanza().digest())
        .list(
            connection,
            1,
            row -> new Seen(new MailboxId(row.getLong(1)), row.getLong(2) <= now.getEpochSecond()))
        .stream()
        .findFirst();
  }

  /**
   * Remembers a message.
   *
   * @param again true when it came before, and that is over
   */
  void put(Connection connection, Arrival arrival, MailRows.Entry entry, boolean again)
      throws SQLException {
    String text =
        again
            ? "UPDATE symbolonMailSeen SET place = ?, expires = ? WHERE owner = ? AND digest = ?"
            : "INSERT INTO symbolonMailSeen (place, expires, owner, digest) VALUES (?, ?, ?, ?)";
    Sql.of(
            text,
            entry.id().position(),
            entry.arrived().plus(MailboxLimits.SEEN).getEpochSecond(),
            arrival.owner().toString(),
            arrival.stanza().digest())
        .update(connection);
  }

  void deleteExpired(Connection connection, Instant now) throws SQLException {
    Sql.of("DELETE FROM symbolonMailSeen WHERE expires <= ?", now.getEpochSecond())
        .update(connection);
  }

  void deleteAll(Connection connection, BareJid owner) throws SQLException {
    Sql.of("DELETE FROM symbolonMailSeen WHERE owner = ?", owner.toString()).update(connection);
  }
}
