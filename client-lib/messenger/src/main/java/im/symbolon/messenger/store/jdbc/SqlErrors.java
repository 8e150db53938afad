package im.symbolon.messenger.store.jdbc;

import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.StoreException.Reason;
import java.sql.SQLException;

/** SQLite's result codes (sqlite.org/rescode.html) as the store's reasons. */
final class SqlErrors {
  private static final int ERROR = 1;
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int NOT_A_DATABASE = 26;

  private SqlErrors() {}

  static StoreException translated(SQLException e) {
    return switch (e.getErrorCode() & 0xff) {
      case BUSY, LOCKED ->
          new StoreException(Reason.IN_USE, "The store is open in another program; close it.", e);
      case NOT_A_DATABASE ->
          new StoreException(Reason.NOT_A_STORE, "The file is not a Symbolon store.", e);
      case ERROR, CORRUPT -> new StoreException(Reason.DAMAGED, "The store's file is damaged.", e);
      case FULL -> new StoreException(Reason.IO, "The disk is full; nothing was changed.", e);
      default ->
          new StoreException(
              Reason.IO, "The store's file could not be read or written; nothing was changed.", e);
    };
  }
}
