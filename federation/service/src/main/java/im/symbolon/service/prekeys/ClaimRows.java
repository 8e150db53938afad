package im.symbolon.service.prekeys;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** Counts claims per device and requesting domain, in table {@code symbolonClaims}. */
final class ClaimRows {
  private static final String ROW = " WHERE account = ? AND device = ? AND domain = ?";

  private final ClaimLimit limit;

  ClaimRows(ClaimLimit limit) {
    this.limit = limit;
  }

  /**
   * Counts one claim, when the limit allows one more. Throws a constraint violation when another
   * node counted the first claim at the same moment: the caller repeats.
   */
  boolean take(Connection connection, DeviceAddress owner, Requester requester, Instant now)
      throws SQLException {
    String account = owner.account().toString();
    int device = owner.device().value();
    String domain = requester.domain();
    long window = limit.windowStart(now);
    int counted =
        Sql.of(
                "UPDATE symbolonClaims SET claims = claims + 1"
                    + ROW
                    + " AND windowStart = ? AND claims < ?",
                account,
                device,
                domain,
                window,
                limit.claims())
            .update(connection);
    if (counted == 1) {
      return true;
    }
    int begun =
        Sql.of(
                "UPDATE symbolonClaims SET claims = 1, windowStart = ?"
                    + ROW
                    + " AND windowStart <> ?",
                window,
                account,
                device,
                domain,
                window)
            .update(connection);
    return begun == 1 || insert(connection, owner, requester, window);
  }

  private static boolean insert(
      Connection connection, DeviceAddress owner, Requester requester, long window)
      throws SQLException {
    String account = owner.account().toString();
    int device = owner.device().value();
    int known =
        Sql.of("SELECT COUNT(*) FROM symbolonClaims" + ROW, account, device, requester.domain())
            .count(connection);
    if (known > 0) {
      return false;
    }
    Sql.of(
            "INSERT INTO symbolonClaims (account, device, domain, windowStart, claims)"
                + " VALUES (?, ?, ?, ?, 1)",
            account,
            device,
            requester.domain(),
            window)
        .update(connection);
    return true;
  }

  /** Forgets the counts of windows that are over. */
  void tidy(Connection connection, DeviceAddress owner, Instant now) throws SQLException {
    Sql.of(
            "DELETE FROM symbolonClaims WHERE account = ? AND device = ? AND windowStart < ?",
            owner.account().toString(),
            owner.device().value(),
            limit.windowStart(now))
        .update(connection);
  }

  void forget(Connection connection, BareJid account) throws SQLException {
    Sql.of("DELETE FROM symbolonClaims WHERE account = ?", account.toString()).update(connection);
  }
}
