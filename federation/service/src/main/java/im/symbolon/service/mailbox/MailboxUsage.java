package im.symbolon.service.mailbox;

import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Sql;
import java.sql.SQLException;

/**
 * What all mailboxes keep.
 *
 * @param owners accounts and rooms that had mail once
 * @param messages kept now
 * @param bytes of those
 */
public record MailboxUsage(long owners, long messages, long bytes) {
  /** Counts; reads one row for each owner. */
  public static MailboxUsage of(Database database) throws SQLException {
    return database.autoCommitted(
        c ->
            Sql.of(
                    "SELECT COUNT(*), COALESCE(SUM(messages), 0), COALESCE(SUM(bytes), 0)"
                        + " FROM symbolonMailbox")
                .list(c, 1, row -> new MailboxUsage(row.getLong(1), row.getLong(2), row.getLong(3)))
                .get(0));
  }
}
