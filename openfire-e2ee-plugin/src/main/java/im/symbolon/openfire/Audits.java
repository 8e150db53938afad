package im.symbolon.openfire;

import im.symbolon.service.audit.AuditLimits;
import im.symbolon.service.audit.AuditLog;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit log in the server's database, and who tidies it. */
final class Audits {
  private static final int MOST_DAYS = 3650;
  private static final int MOST_ROWS = 10_000_000;
  private static final Logger LOG = LoggerFactory.getLogger(Audits.class);

  private Audits() {}

  /** The log; any number of them work on the same table. */
  static AuditLog log(Hosting hosting) {
    AuditLimits limits =
        new AuditLimits(
            Duration.ofDays(Setting.AUDIT_DAYS.number(1, MOST_DAYS)),
            AuditLimits.DEFAULT.rowsPerHour(),
            (int) Setting.AUDIT_ROWS.number(1, MOST_ROWS));
    return new AuditLog(hosting.database(), hosting.clock(), limits);
  }

  /** Has it tidied soon and then every hour. */
  static void keepTidy(Hosting hosting, AuditLog log) {
    Threads.repeat(
        Threads.timer(hosting, "symbolon-audit"),
        () -> tidy(log),
        Duration.ofMinutes(1),
        Duration.ofHours(1));
  }

  private static void tidy(AuditLog log) {
    try {
      log.tidy();
    } catch (SQLException e) {
      LOG.warn("The audit log was not tidied", e);
    }
  }
}
