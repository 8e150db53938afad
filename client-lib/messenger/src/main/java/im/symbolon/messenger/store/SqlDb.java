package im.symbolon.messenger.store;

import java.util.ArrayList;
import java.util.List;

/**
 * One connection to one SQLite database: what {@link SqlRowStore} needs of it, and all of it.
 * Desktops have it over JDBC, Android over its own SQLite. Used by one thread at a time.
 *
 * <p>Arguments are {@link Long} or {@code byte[]}. Every failure comes as the {@link
 * StoreException.Reason} that fits SQLite's result code: BUSY and LOCKED as IN_USE, NOTADB as
 * NOT_A_STORE, CORRUPT and SQL errors (a table is missing) as DAMAGED, all others as IO.
 *
 * <p>On Android: open with {@code NO_LOCALIZED_COLLATORS}, or the platform adds a table of its own,
 * which the store refuses; and without {@code ENABLE_WRITE_AHEAD_LOGGING}, whose pool would open
 * more connections than the one. {@code rawQuery} binds text only: queries need a {@code
 * CursorFactory} that binds numbers and blobs to its {@code SQLiteQuery}.
 */
public interface SqlDb extends AutoCloseable {
  /** Runs a statement without arguments or results. */
  void exec(String sql) throws StoreException;

  /** Runs an insert, update or delete; the number of rows it changed. */
  int update(String sql, Object... args) throws StoreException;

  /** Hands every row of the result to the reader, in order. */
  void each(String sql, RowReader reader, Object... args) throws StoreException;

  /** The result, row by row. */
  default <T> List<T> query(String sql, RowMapper<T> mapper, Object... args) throws StoreException {
    List<T> all = new ArrayList<>();
    each(sql, row -> all.add(mapper.map(row)), args);
    return all;
  }

  /** Runs the work in an immediate transaction; rolls back, and goes on, when it throws. */
  <T, X extends Exception> T transaction(SqlWork<T, X> work) throws X, StoreException;

  /** The {@code user_version} in the file's header, 0 in a new file. */
  int userVersion() throws StoreException;

  /** Sets it; belongs to the transaction around it. */
  void userVersion(int version) throws StoreException;

  @Override
  void close() throws StoreException;

  /** The current row of a result; columns count from 0. */
  interface Columns {
    long number(int column) throws StoreException;

    /** Empty for NULL. */
    byte[] blob(int column) throws StoreException;

    /** Empty for NULL. */
    String text(int column) throws StoreException;
  }

  /** Takes one row in. */
  @FunctionalInterface
  interface RowReader {
    void read(Columns row) throws StoreException;
  }

  /** Makes something of one row. */
  @FunctionalInterface
  interface RowMapper<T> {
    T map(Columns row) throws StoreException;
  }

  /** What happens inside of one transaction. */
  @FunctionalInterface
  interface SqlWork<T, X extends Exception> {
    T run() throws X, StoreException;
  }
}
