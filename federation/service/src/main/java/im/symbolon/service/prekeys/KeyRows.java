package im.symbolon.service.prekeys;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Table {@code symbolonPreKey}. Used rows stay for ever, so that ids and keys never return. */
final class KeyRows {
  private static final String DEVICE = " WHERE account = ? AND device = ?";
  private static final String FREE = DEVICE + " AND used = 0 AND expires > ?";

  /**
   * Takes a free key that nobody else gets: only the caller whose conditional update changed the
   * row has the key. Empty when no free key is left.
   */
  Optional<SignedClaimKey> take(Connection connection, DeviceAddress owner, Instant now)
      throws SQLException {
    Optional<SignedClaimKey> next = next(connection, owner, now);
    while (next.isPresent() && !use(connection, owner, next.get(), now)) {
      next = next(connection, owner, now);
    }
    return next;
  }

  private static Optional<SignedClaimKey> next(
      Connection connection, DeviceAddress owner, Instant now) throws SQLException {
    return Sql.of(
            "SELECT keyId, publicKey, expires, signature FROM symbolonPreKey"
                + FREE
                + " ORDER BY keyId",
            owner.account().toString(),
            owner.device().value(),
            now.getEpochSecond())
        .list(connection, 1, KeyRows::read)
        .stream()
        .findFirst();
  }

  private static boolean use(
      Connection connection, DeviceAddress owner, SignedClaimKey key, Instant now)
      throws SQLException {
    return Sql.of(
                "UPDATE symbolonPreKey SET used = 1" + FREE + " AND keyId = ? AND publicKey = ?",
                owner.account().toString(),
                owner.device().value(),
                now.getEpochSecond(),
                key.id().value(),
                key.key().toBase64())
            .update(connection)
        == 1;
  }

  int countFree(Connection connection, DeviceAddress owner, Instant now) throws SQLException {
    return Sql.of(
            "SELECT COUNT(*) FROM symbolonPreKey" + FREE,
            owner.account().toString(),
            owner.device().value(),
            now.getEpochSecond())
        .count(connection);
  }

  /**
   * Adds what is not there yet.
   *
   * @throws StoreException CONFLICT when an id names another key already
   */
  void add(Connection connection, DeviceAddress owner, List<SignedClaimKey> keys)
      throws SQLException, StoreException {
    if (keys.isEmpty()) {
      return;
    }
    Map<Integer, String> known = known(connection, owner, keys);
    for (SignedClaimKey key : keys) {
      String before = known.get(key.id().value());
      if (before == null) {
        insert(connection, owner, key);
      } else if (!before.equals(key.key().toBase64())) {
        throw new StoreException(
            StoreException.Reason.CONFLICT, "prekey id " + key.id() + " names another key");
      }
    }
  }

  private static Map<Integer, String> known(
      Connection connection, DeviceAddress owner, List<SignedClaimKey> keys) throws SQLException {
    int lowest = keys.stream().mapToInt(k -> k.id().value()).min().getAsInt();
    int highest = keys.stream().mapToInt(k -> k.id().value()).max().getAsInt();
    Map<Integer, String> known = new HashMap<>();
    Sql.of(
            "SELECT keyId, publicKey FROM symbolonPreKey" + DEVICE + " AND keyId BETWEEN ? AND ?",
            owner.account().toString(),
            owner.device().value(),
            lowest,
            highest)
        .list(connection, 0, row -> known.put(row.getInt(1), row.getString(2)));
    return known;
  }

  private static void insert(Connection connection, DeviceAddress owner, SignedClaimKey key)
      throws SQLException {
    Sql.of(
            "INSERT INTO symbolonPreKey"
                + " (account, device, keyId, publicKey, expires, signature, used)"
                + " VALUES (?, ?, ?, ?, ?, ?, 0)",
            owner.account().toString(),
            owner.device().value(),
            key.id().value(),
            key.key().toBase64(),
            key.expires().getEpochSecond(),
            key.signature().toBase64())
        .update(connection);
  }

  void deleteExpired(Connection connection, DeviceAddress owner, Instant now) throws SQLException {
    Sql.of(
            "DELETE FROM symbolonPreKey" + DEVICE + " AND used = 0 AND expires <= ?",
            owner.account().toString(),
            owner.device().value(),
            now.getEpochSecond())
        .update(connection);
  }

  void deleteFree(Connection connection, DeviceAddress owner) throws SQLException {
    Sql.of(
            "DELETE FROM symbolonPreKey" + DEVICE + " AND used = 0",
            owner.account().toString(),
            owner.device().value())
        .update(connection);
  }

  /** The account is gone, and with it every promise about its keys. */
  void forget(Connection connection, BareJid account) throws SQLException {
    Sql.of("DELETE FROM symbolonPreKey WHERE account = ?", account.toString()).update(connection);
  }

  private static SignedClaimKey read(ResultSet row) throws SQLException {
    try {
      return StoredDevice.key(Pool.CLAIM, row, 1);
    } catch (ProtocolException e) {
      throw new SQLException("a stored prekey is damaged", e);
    }
  }
}
