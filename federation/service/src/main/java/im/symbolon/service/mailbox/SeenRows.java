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

  void put(Connection connection, Arrival arrival, MailboxId id, Instant now) throws SQLException {
    String owner = arrival.owner().toString();
    String digest = arrival.stanza().digest();
    long expires = now.plus(MailboxLimits.SEEN).getEpochSecond();
    int renewed =
        Sql.of(
                "UPDATE symbolonMailSeen SET place = ?, expires = ?"
                    + " WHERE owner = ? AND digest = ?",
                id.position(),
                expires,
                owner,
                digest)
            .update(connection);
    if (renewed == 0) {
      Sql.of(
              "INSERT INTO symbolonMailSeen (owner, digest, place, expires) VALUES (?, ?, ?, ?)",
              owner,
              digest,
              id.position(),
              expires)
          .update(connection);
    }
  }

  void deleteExpired(Connection connection, Instant now) throws SQLException {
    Sql.of("DELETE FROM symbolonMailSeen WHERE expires <= ?", now.getEpochSecond())
        .update(connection);
  }

  void deleteAll(Connection connection, BareJid owner) throws SQLException {
    Sql.of("DELETE FROM symbolonMailSeen WHERE owner = ?", owner.toString()).update(connection);
  }
}
