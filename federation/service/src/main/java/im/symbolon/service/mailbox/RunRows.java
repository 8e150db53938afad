package im.symbolon.service.mailbox;

import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Table {@code symbolonMailRun}: when what is done now and then was done last, by any node. */
final class RunRows {
  private static final String ERASING = "erasing";

  /** Of several nodes one does it, and none does it again so soon. */
  static final Duration PAUSE = Duration.ofHours(1);

  /**
   * Takes the turn.
   *
   * @return the time since the last turn, negative when the clock was set back meanwhile; empty
   *     when it is nobody's turn
   */
  Optional<Duration> take(Connection connection, Instant now) throws SQLException {
    Optional<Instant> last = last(connection);
    if (last.isEmpty()) {
      Sql.of(
              "INSERT INTO symbolonMailRun (task, lastRun) VALUES (?, ?)",
              ERASING,
              now.getEpochSecond())
          .update(connection);
      return Optional.of(Duration.ZERO);
    }
    Duration since = Duration.between(last.get(), now.truncatedTo(ChronoUnit.SECONDS));
    boolean due = since.isNegative() || since.compareTo(PAUSE) >= 0;
    return due && move(connection, last.get(), now) ? Optional.of(since) : Optional.empty();
  }

  /** When the last turn began; empty when there was none. */
  Optional<Instant> last(Connection connection) throws SQLException {
    return Sql.of("SELECT lastRun FROM symbolonMailRun WHERE task = ?", ERASING)
        .list(connection, 1, row -> Instant.ofEpochSecond(row.getLong(1)))
        .stream()
        .findFirst();
  }

  private static boolean move(Connection connection, Instant from, Instant to) throws SQLException {
    return Sql.of(
                "UPDATE symbolonMailRun SET lastRun = ? WHERE task = ? AND lastRun = ?",
                to.getEpochSecond(),
                ERASING,
                from.getEpochSecond())
            .update(connection)
        == 1;
  }
}
