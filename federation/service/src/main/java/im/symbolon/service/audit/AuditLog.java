package im.symbolon.service.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Sql;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was refused, changed and given up, in table {@code symbolonAudit}. The same within an hour
 * is one row with a count, so that nobody fills the table by doing something often; see {@link
 * AuditLimits} for whoever does it from many addresses. Safe for any number of threads and nodes.
 */
public final class AuditLog {
  /** What rows beyond the limit are not told apart by. */
  static final String MANY = "(many)";

  private static final long HOUR = 3600;
  private static final Logger LOG = LoggerFactory.getLogger(AuditLog.class);

  private final Database database;
  private final Clock clock;
  private final AuditLimits limits;

  /** Works on the table that {@link im.symbolon.service.jdbc.Schema} or the host installed. */
  public AuditLog(Database database, Clock clock, AuditLimits limits) {
    this.database = Objects.requireNonNull(database);
    this.clock = Objects.requireNonNull(clock);
    this.limits = Objects.requireNonNull(limits);
  }

  /** Notes it. Throws nothing: without a database it is in the server's log alone. */
  public void note(AuditEntry entry) {
    Instant now = clock.instant();
    try {
      database.inTransaction(c -> count(c, entry, now) || insert(c, entry, now));
    } catch (SQLException e) {
      LOG.warn(
          "Not in the audit log: {} {} {} {}",
          entry.event(),
          entry.subject(),
          entry.object(),
          entry.reason(),
          e);
    }
  }

  private boolean insert(Connection c, AuditEntry entry, Instant now) throws SQLException {
    int rows = Sql.of("SELECT COUNT(*) FROM symbolonAudit WHERE hourStart = ?", hour(now)).count(c);
    if (rows < limits.rowsPerHour()) {
      return add(c, entry, now);
    }
    AuditEntry summed = rows < 2 * limits.rowsPerHour() ? byDomain(entry) : byReason(entry);
    return count(c, summed, now) || add(c, summed, now);
  }

  private static AuditEntry byDomain(AuditEntry entry) {
    return new AuditEntry(
        entry.event(), domain(entry.subject()), domain(entry.object()), entry.reason());
  }

  private static String domain(String address) {
    return address.substring(address.indexOf('@') + 1);
  }

  private static AuditEntry byReason(AuditEntry entry) {
    return new AuditEntry(entry.event(), MANY, MANY, MANY);
  }

  private static boolean count(Connection c, AuditEntry entry, Instant now) throws SQLException {
    return Sql.of(
                "UPDATE symbolonAudit SET times = times + 1, lastTime = ?"
                    + " WHERE hourStart = ? AND digest = ?",
                now.getEpochSecond(),
                hour(now),
                digest(entry))
            .update(c)
        == 1;
  }

  private static boolean add(Connection c, AuditEntry entry, Instant now) throws SQLException {
    return Sql.of(
                "INSERT INTO symbolonAudit (hourStart, digest, event, subject, object, reason,"
                    + " firstTime, lastTime, times) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)",
                hour(now),
                digest(entry),
                entry.event().name(),
                entry.subject(),
                entry.object(),
                entry.reason(),
                now.getEpochSecond(),
                now.getEpochSecond())
            .update(c)
        == 1;
  }

  private static long hour(Instant now) {
    return now.getEpochSecond() - Math.floorMod(now.getEpochSecond(), HOUR);
  }

  private static String digest(AuditEntry entry) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String fields =
          String.join("\n", entry.event().name(), entry.subject(), entry.object(), entry.reason());
      return HexFormat.of().formatHex(sha.digest(fields.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this platform lacks SHA-256", e);
    }
  }

  /** The latest, newest first. */
  public List<AuditRecord> latest(int most) throws SQLException {
    return database.autoCommitted(
        c ->
            Sql.of("SELECT * FROM symbolonAudit ORDER BY lastTime DESC, digest")
                .list(c, most, AuditLog::read));
  }

  /**
   * A part of the log, newest first.
   *
   * @param after where the part before ended; empty for the beginning
   */
  public AuditPage page(Optional<AuditPlace> after, int most) throws SQLException {
    AuditPlace from = after.orElse(AuditPlace.NEWEST);
    List<Placed> rows =
        database.autoCommitted(
            c ->
                Sql.of(
                        "SELECT * FROM symbolonAudit WHERE lastTime < ?"
                            + " OR (lastTime = ? AND digest > ?)"
                            + " OR (lastTime = ? AND digest = ? AND hourStart < ?)"
                            + " ORDER BY lastTime DESC, digest, hourStart DESC",
                        from.time(),
                        from.time(),
                        from.digest(),
                        from.time(),
                        from.digest(),
                        from.hour())
                    .list(c, most + 1, AuditLog::placed));
    boolean more = rows.size() > most;
    List<Placed> part = more ? rows.subList(0, most) : rows;
    return new AuditPage(
        part.stream().map(Placed::record).toList(),
        more ? Optional.of(part.get(most - 1).place()) : Optional.empty());
  }

  private record Placed(AuditRecord record, AuditPlace place) {}

  private static Placed placed(ResultSet row) throws SQLException {
    AuditPlace place =
        new AuditPlace(row.getLong("lastTime"), row.getString("digest"), row.getLong("hourStart"));
    return new Placed(read(row), place);
  }

  /** How many rows there are. */
  public int size() throws SQLException {
    return database.autoCommitted(c -> Sql.of("SELECT COUNT(*) FROM symbolonAudit").count(c));
  }

  private static AuditRecord read(ResultSet row) throws SQLException {
    return new AuditRecord(
        new AuditEntry(
            AuditEntry.Event.valueOf(row.getString("event")),
            row.getString("subject"),
            row.getString("object"),
            row.getString("reason")),
        Instant.ofEpochSecond(row.getLong("firstTime")),
        Instant.ofEpochSecond(row.getLong("lastTime")),
        row.getLong("times"));
  }

  /**
   * Forgets what is older than the limit, and the oldest of what is too much; to be called now and
   * then. Of rows of the same second all stay or none.
   */
  public void tidy() throws SQLException {
    long oldest = clock.instant().minus(limits.kept()).getEpochSecond();
    database.autoCommitted(
        c -> {
          deleteBefore(c, oldest);
          for (long each : lastThatFits(c)) {
            deleteBefore(c, each);
          }
          return true;
        });
  }

  private static void deleteBefore(Connection c, long time) throws SQLException {
    Sql.of("DELETE FROM symbolonAudit WHERE lastTime < ?", time).update(c);
  }

  /** When the oldest row was written that there is room for; empty when all fit. */
  private List<Long> lastThatFits(Connection c) throws SQLException {
    return Sql.of(
            "SELECT lastTime FROM symbolonAudit ORDER BY lastTime DESC LIMIT 1 OFFSET ?",
            limits.rows() - 1)
        .list(c, 1, row -> row.getLong(1));
  }
}
