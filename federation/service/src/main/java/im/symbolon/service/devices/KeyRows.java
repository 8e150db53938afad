package im.symbolon.service.devices;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Table {@code symbolonOmemoKey}. */
final class KeyRows {
  private static final String ROW = " WHERE account = ? AND device = ?";
  private static final String UNKNOWN = "-";
  private static final int TURNS = 1_000_000;

  Optional<IdentityKey> identity(Connection connection, DeviceAddress owner) throws SQLException {
    List<String> found =
        Sql.of("SELECT identityKey FROM symbolonOmemoKey" + ROW, account(owner), device(owner))
            .list(connection, 1, row -> row.getString(1));
    if (found.isEmpty() || found.get(0).equals(UNKNOWN)) {
      return Optional.empty();
    }
    try {
      return Optional.of(IdentityKey.parse(found.get(0)));
    } catch (ProtocolException e) {
      throw new SQLException("a stored identity key is damaged", e);
    }
  }

  void identity(Connection connection, DeviceAddress owner, IdentityKey key) throws SQLException {
    int known =
        Sql.of(
                "UPDATE symbolonOmemoKey SET identityKey = ?" + ROW,
                key.toBase64(),
                account(owner),
                device(owner))
            .update(connection);
    if (known == 0) {
      insert(connection, owner, key.toBase64());
    }
  }

  /** A number for each reader, one after the other. */
  int turn(Connection connection, DeviceAddress owner) throws SQLException {
    int known =
        Sql.of(
                "UPDATE symbolonOmemoKey SET turn = CASE WHEN turn >= ? THEN 0 ELSE turn + 1 END"
                    + ROW,
                TURNS,
                account(owner),
                device(owner))
            .update(connection);
    if (known == 0) {
      insert(connection, owner, UNKNOWN);
    }
    return Sql.of("SELECT turn FROM symbolonOmemoKey" + ROW, account(owner), device(owner))
        .list(connection, 1, row -> row.getInt(1))
        .get(0);
  }

  private static void insert(Connection connection, DeviceAddress owner, String key)
      throws SQLException {
    Sql.of(
            "INSERT INTO symbolonOmemoKey (account, device, identityKey, turn)"
                + " VALUES (?, ?, ?, 0)",
            account(owner),
            device(owner),
            key)
        .update(connection);
  }

  void forget(Connection connection, DeviceAddress owner) throws SQLException {
    Sql.of("DELETE FROM symbolonOmemoKey" + ROW, account(owner), device(owner)).update(connection);
  }

  void forget(Connection connection, BareJid account) throws SQLException {
    Sql.of("DELETE FROM symbolonOmemoKey WHERE account = ?", account.toString()).update(connection);
  }

  private static String account(DeviceAddress owner) {
    return owner.account().toString();
  }

  private static int device(DeviceAddress owner) {
    return owner.device().value();
  }
}
