package im.symbolon.service.files;

import im.symbolon.protocol.BareJid;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** What each account asked for today (UTC), in table {@code symbolonFileOwner}. */
final class OwnerRows {
  private static final long DAY = Duration.ofDays(1).toSeconds();

  private final FileQuota quota;

  OwnerRows(FileQuota quota) {
    this.quota = quota;
  }

  /**
   * Counts one slot. Until the transaction ends nobody else gets one for the same account. Throws a
   * constraint violation when another node counted the first one at the same moment: the caller
   * repeats.
   *
   * @throws FileException QUOTA
   */
  void charge(Connection c, BareJid account, long size, Instant now)
      throws SQLException, FileException {
    long day = now.getEpochSecond() - Math.floorMod(now.getEpochSecond(), DAY);
    if (add(c, account, size, day) || beginDay(c, account, size, day)) {
      return;
    }
    int known =
        Sql.of(
                "SELECT COUNT(*) FROM symbolonFileOwner WHERE account = ? AND dayStart = ?",
                account.toString(),
                day)
            .count(c);
    if (known > 0) {
      throw FileException.quota(
          "You have uploaded enough for today.", Instant.ofEpochSecond(day + DAY));
    }
    Sql.of(
            "INSERT INTO symbolonFileOwner (account, dayStart, dayFiles, dayBytes)"
                + " VALUES (?, ?, 1, ?)",
            account.toString(),
            day,
            size)
        .update(c);
  }

  private boolean add(Connection c, BareJid account, long size, long day) throws SQLException {
    return Sql.of(
                "UPDATE symbolonFileOwner SET dayFiles = dayFiles + 1, dayBytes = dayBytes + ?"
                    + " WHERE account = ? AND dayStart = ? AND dayFiles < ? AND dayBytes <= ?",
                size,
                account.toString(),
                day,
                quota.dailyFiles(),
                quota.dailyBytes() - size)
            .update(c)
        == 1;
  }

  private static boolean beginDay(Connection c, BareJid account, long size, long day)
      throws SQLException {
    return Sql.of(
                "UPDATE symbolonFileOwner SET dayStart = ?, dayFiles = 1, dayBytes = ?"
                    + " WHERE account = ? AND dayStart <> ?",
                day,
                size,
                account.toString(),
                day)
            .update(c)
        == 1;
  }

  void forget(Connection c, BareJid account) throws SQLException {
    Sql.of("DELETE FROM symbolonFileOwner WHERE account = ?", account.toString()).update(c);
  }
}
