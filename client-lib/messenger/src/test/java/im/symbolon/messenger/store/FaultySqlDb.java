package im.symbolon.messenger.store;

import im.symbolon.messenger.store.StoreException.Reason;
import java.util.LinkedHashSet;
import java.util.Set;

/** A database on a disk that fails when told to; remembers the statements it was given. */
final class FaultySqlDb implements SqlDb {
  private final SqlDb db;
  private final Set<String> statements = new LinkedHashSet<>();
  private String failing = "";
  private int countdown;
  private boolean failed;

  FaultySqlDb(SqlDb db) {
    this.db = db;
  }

  /** The so-manieth statement that starts like this fails, and every one after it. */
  void failAt(int count, String start) {
    failing = start;
    countdown = count;
  }

  void work() {
    failing = "";
  }

  /** True when anything failed. */
  boolean hasFailed() {
    return failed;
  }

  Set<String> statements() {
    return statements;
  }

  private void pass(String sql) throws StoreException {
    statements.add(sql);
    if (!failing.isEmpty() && sql.startsWith(failing) && --countdown <= 0) {
      failed = true;
      throw new StoreException(Reason.IO, "The disk is full; nothing was changed.");
    }
  }

  @Override
  public void exec(String sql) throws StoreException {
    pass(sql);
    db.exec(sql);
  }

  @Override
  public int update(String sql, Object... args) throws StoreException {
    pass(sql);
    return db.update(sql, args);
  }

  @Override
  public void each(String sql, RowReader reader, Object... args) throws StoreException {
    pass(sql);
    db.each(sql, reader, args);
  }

  @Override
  public <T, X extends Exception> T transaction(SqlWork<T, X> work) throws X, StoreException {
    return db.transaction(
        () -> {
          T result = work.run();
          pass("COMMIT");
          return result;
        });
  }

  @Override
  public int userVersion() throws StoreException {
    return db.userVersion();
  }

  @Override
  public void userVersion(int version) throws StoreException {
    db.userVersion(version);
  }

  @Override
  public void close() throws StoreException {
    db.close();
  }
}
