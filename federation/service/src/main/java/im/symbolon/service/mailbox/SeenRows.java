package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Table {@code symbolonMailSeen}: what came lately, also when it is erased by now. */
final class SeenRows {
  Optional<MailboxId> find(Connection connection, BareJid owner, String digest, Instant now)
      throws SQLException {
    return Sql.of(
            "SELECT place FROM symbolonMailSeen WHERE owner = ? AND digest = ? AND expires > ?",
            owner.toString(),
            digest,
            now.getEpochSecond())
        .list(connection, 1, row -> new MailboxId(row.getLong(1)))
        .stream()
        .findFirst();
  }

  /**
   * Remembers that these came.
   *
   * @param renewed of those that came before, so long ago that it counts no more
   */
  void put(Connection connection, List<Placed> fresh, List<Placed> renewed, Instant now)
      throws SQLException {
    long expires = now.plus(MailboxLimits.SEEN).getEpochSecond();
    Sql.batch(
        connection,
        "INSERT INTO symbolonMailSeen (place, expires, owner, digest) VALUES (?, ?, ?, ?)",
        rows(fresh, expires));
    Sql.batch(
        connection,
        "UPDATE symbolonMailSeen SET place = ?, expires = ? WHERE owner = ? AND digest = ?",
        rows(renewed, expires));
  }

  private static List<Object[]> rows(List<Placed> kept, long expires) {
    return kept.stream()
        .map(
            each ->
                new Object[] {
                  each.id().position(),
                  expires,
                  each.arrival().owner().toString(),
                  each.arrival().stanza().digest()
                })
        .toList();
  }

  void deleteExpired(Connection connection, Instant now) throws SQLException {
    Sql.of("DELETE FROM symbolonMailSeen WHERE expires <= ?", now.getEpochSecond())
        .update(connection);
  }

  void deleteAll(Connection connection, BareJid owner) throws SQLException {
    Sql.of("DELETE FROM symbolonMailSeen WHERE owner = ?", owner.toString()).update(connection);
  }
}
