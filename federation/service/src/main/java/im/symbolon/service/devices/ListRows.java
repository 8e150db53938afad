package im.symbolon.service.devices;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Tables {@code symbolonDeviceList} and {@code symbolonOmemoDevice}. */
final class ListRows {
  /** More than two lists can hold, with what was taken out of them lately. */
  private static final int MANY = 10_000;

  /** One device of one list, also of the recent past. */
  record Entry(boolean listed, long changedMs) {}

  /**
   * Keeps every other transaction on this account's lists waiting until this one has ended. Throws
   * a constraint violation when another begins at the same time; the work is then repeated.
   */
  void lock(Connection connection, BareJid account) throws SQLException {
    int known =
        Sql.of(
                "UPDATE symbolonDeviceList SET version = version WHERE account = ?",
                account.toString())
            .update(connection);
    if (known == 0) {
      Sql.of("INSERT INTO symbolonDeviceList (account, version) VALUES (?, 0)", account.toString())
          .update(connection);
    }
  }

  long version(Connection connection, BareJid account) throws SQLException {
    return Sql.of("SELECT version FROM symbolonDeviceList WHERE account = ?", account.toString())
        .list(connection, 1, row -> row.getLong(1))
        .get(0);
  }

  void advance(Connection connection, BareJid account) throws SQLException {
    Sql.of(
            "UPDATE symbolonDeviceList SET version = version + 1 WHERE account = ?",
            account.toString())
        .update(connection);
  }

  Map<DeviceId, Entry> entries(Connection connection, BareJid account, OmemoVersion omemo)
      throws SQLException {
    Map<DeviceId, Entry> out = new TreeMap<>();
    Sql.of(
            "SELECT device, listed, changed FROM symbolonOmemoDevice"
                + " WHERE account = ? AND omemo = ?",
            account.toString(),
            omemo.number())
        .list(
            connection,
            MANY,
            row ->
                out.put(
                    new DeviceId(row.getInt(1)), new Entry(row.getInt(2) == 1, row.getLong(3))));
    return out;
  }

  void put(Connection connection, BareJid account, OmemoVersion omemo, DeviceId device, Entry now)
      throws SQLException {
    int listed = now.listed() ? 1 : 0;
    int known =
        Sql.of(
                "UPDATE symbolonOmemoDevice SET listed = ?, changed = ?"
                    + " WHERE account = ? AND omemo = ? AND device = ?",
                listed,
                now.changedMs(),
                account.toString(),
                omemo.number(),
                device.value())
            .update(connection);
    if (known == 0) {
      Sql.of(
              "INSERT INTO symbolonOmemoDevice (account, omemo, device, listed, changed)"
                  + " VALUES (?, ?, ?, ?, ?)",
              account.toString(),
              omemo.number(),
              device.value(),
              listed,
              now.changedMs())
          .update(connection);
    }
  }

  /** Forgets what is in no list any more, and has not been for so long. */
  void tidy(Connection connection, BareJid account, long beforeMs) throws SQLException {
    Sql.of(
            "DELETE FROM symbolonOmemoDevice WHERE account = ? AND listed = 0 AND changed < ?",
            account.toString(),
            beforeMs)
        .update(connection);
  }

  void forget(Connection connection, BareJid account) throws SQLException {
    Sql.of("DELETE FROM symbolonOmemoDevice WHERE account = ?", account.toString())
        .update(connection);
    Sql.of("DELETE FROM symbolonDeviceList WHERE account = ?", account.toString())
        .update(connection);
  }
}
