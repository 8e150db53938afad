package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.jdbc.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Table {@code symbolonMailAck}: how far each device has come. */
final class AckRows {
  /** Moves a device forward, never back. The mailbox is locked. */
  void put(Connection connection, BareJid owner, DeviceId device, MailboxId upTo)
      throws SQLException {
    long place = upTo.position();
    Long known = all(connection, owner).get(device);
    if (known == null) {
      Sql.of(
              "INSERT INTO symbolonMailAck (owner, device, place) VALUES (?, ?, ?)",
              owner.toString(),
              device.value(),
              place)
          .update(connection);
    } else if (known < place) {
      Sql.of(
              "UPDATE symbolonMailAck SET place = ? WHERE owner = ? AND device = ?",
              place,
              owner.toString(),
              device.value())
          .update(connection);
    }
  }

  Map<DeviceId, Long> all(Connection connection, BareJid owner) throws SQLException {
    Map<DeviceId, Long> all = new HashMap<>();
    Sql.of("SELECT device, place FROM symbolonMailAck WHERE owner = ?", owner.toString())
        .list(connection, 0, row -> all.put(new DeviceId(row.getInt(1)), row.getLong(2)));
    return all;
  }

  void deleteAll(Connection connection, BareJid owner) throws SQLException {
    Sql.of("DELETE FROM symbolonMailAck WHERE owner = ?", owner.toString()).update(connection);
  }
}
