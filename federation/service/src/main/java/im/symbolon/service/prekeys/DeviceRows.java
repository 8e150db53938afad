package im.symbolon.service.prekeys;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.prekeys.PrekeyLimits;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Table {@code symbolonDevice}. */
final class DeviceRows {
  private static final String ROW = " WHERE account = ? AND device = ?";

  /** Keeps every other transaction on this device waiting until this one has ended. */
  boolean lock(Connection connection, DeviceAddress owner) throws SQLException {
    return Sql.of("UPDATE symbolonDevice SET warned = warned" + ROW, account(owner), device(owner))
            .update(connection)
        == 1;
  }

  Optional<StoredDevice> find(Connection connection, DeviceAddress owner) throws SQLException {
    return Sql.of(
            "SELECT " + StoredDevice.COLUMNS + " FROM symbolonDevice" + ROW,
            account(owner),
            device(owner))
        .list(connection, 1, StoredDevice::read)
        .stream()
        .findFirst();
  }

  List<DeviceId> all(Connection connection, BareJid account) throws SQLException {
    return Sql.of(
            "SELECT device FROM symbolonDevice WHERE account = ? ORDER BY device",
            account.toString())
        .list(connection, PrekeyLimits.MAX_DEVICES, row -> new DeviceId(row.getInt(1)));
  }

  void insert(Connection connection, BareJid account, StoredDevice device) throws SQLException {
    Object[] values = device.values();
    Object[] all = new Object[values.length + 2];
    all[0] = account.toString();
    all[1] = device.device().value();
    System.arraycopy(values, 0, all, 2, values.length);
    Sql.of(
            "INSERT INTO symbolonDevice (account, "
                + StoredDevice.COLUMNS
                + ", warned) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
            all)
        .update(connection);
  }

  /** Takes the new keys over and forgets that the owner was warned. */
  void update(Connection connection, BareJid account, StoredDevice device) throws SQLException {
    Object[] values = device.values();
    Object[] all = new Object[values.length + 2];
    System.arraycopy(values, 0, all, 0, values.length);
    all[values.length] = account.toString();
    all[values.length + 1] = device.device().value();
    Sql.of(
            "UPDATE symbolonDevice SET identityKey = ?, signedId = ?, signedKey = ?,"
                + " signedSignature = ?, lastId = ?, lastKey = ?, lastExpires = ?,"
                + " lastSignature = ?, warned = 0"
                + ROW,
            all)
        .update(connection);
  }

  /** True for exactly one caller after each publication and level. */
  boolean warn(Connection connection, DeviceAddress owner, int level) throws SQLException {
    return Sql.of(
                "UPDATE symbolonDevice SET warned = ?" + ROW + " AND warned < ?",
                level,
                account(owner),
                device(owner),
                level)
            .update(connection)
        == 1;
  }

  void delete(Connection connection, DeviceAddress owner) throws SQLException {
    Sql.of("DELETE FROM symbolonDevice" + ROW, account(owner), device(owner)).update(connection);
  }

  void forget(Connection connection, BareJid account) throws SQLException {
    Sql.of("DELETE FROM symbolonDevice WHERE account = ?", account.toString()).update(connection);
  }

  private static String account(DeviceAddress owner) {
    return owner.account().toString();
  }

  private static int device(DeviceAddress owner) {
    return owner.device().value();
  }
}
