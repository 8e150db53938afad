package im.symbolon.service.files;

import im.symbolon.service.jdbc.ConnectionSource;
import java.sql.Connection;
import java.sql.SQLException;

/** A database that can go away and come back. */
final class SwitchableDatabase implements ConnectionSource {
  private final ConnectionSource database;
  private volatile boolean away;

  SwitchableDatabase(ConnectionSource database) {
    this.database = database;
  }

  void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
  }

  @Override
  public Connection open() throws SQLException {
    if (away) {
      throw new SQLException("connection refused", "08001");
    }
    return database.open();
  }
}
