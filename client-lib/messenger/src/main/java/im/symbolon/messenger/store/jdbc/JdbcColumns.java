package im.symbolon.messenger.store.jdbc;

import im.symbolon.messenger.store.SqlDb;
import im.symbolon.messenger.store.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The current row of a result set. */
record JdbcColumns(ResultSet result) implements SqlDb.Columns {
  private static final byte[] EMPTY = {};

  @Override
  public long number(int column) throws StoreException {
    try {
      return result.getLong(column + 1);
    } catch (SQLException e) {
      throw SqlErrors.translated(e);
    }
  }

  @Override
  public byte[] blob(int column) throws StoreException {
    try {
      byte[] blob = result.getBytes(column + 1);
      return blob == null ? EMPTY : blob;
    } catch (SQLException e) {
      throw SqlErrors.translated(e);
    }
  }

  @Override
  public String text(int column) throws StoreException {
    try {
      String text = result.getString(column + 1);
      return text == null ? "" : text;
    } catch (SQLException e) {
      throw SqlErrors.translated(e);
    }
  }
}
