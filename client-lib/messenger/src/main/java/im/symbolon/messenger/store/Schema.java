package im.symbolon.messenger.store;

import im.symbolon.messenger.store.StoreException.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The layout of a store's file, and the check that nothing else stands in it. */
final class Schema {
  /** Raised with every change of the layout. */
  static final int VERSION = 1;

  /** In the file's header, "Symb": tells a store from other databases. */
  static final long APPLICATION_ID = 0x53796d62;

  private static final List<String> STATEMENTS =
      List.of(
          // One row: how to find the key, and the master key sealed under it.
          "CREATE TABLE lock (id INTEGER PRIMARY KEY, header BLOB NOT NULL, master BLOB NOT NULL)",
          // One row: the sealed sum over everything else.
          "CREATE TABLE head (id INTEGER PRIMARY KEY, sealed BLOB NOT NULL)",
          // One row: the sealed key of the day.
          "CREATE TABLE epoch (id INTEGER PRIMARY KEY, sealed BLOB NOT NULL)",
          "CREATE TABLE entry (tab INTEGER NOT NULL, name BLOB NOT NULL, grp BLOB NOT NULL,"
              + " pos INTEGER NOT NULL, version INTEGER NOT NULL, epoch INTEGER NOT NULL,"
              + " salt BLOB NOT NULL, sealed BLOB NOT NULL)",
          "CREATE UNIQUE INDEX entry_name ON entry (tab, name)",
          "CREATE INDEX entry_order ON entry (tab, grp, pos, version)",
          "CREATE INDEX entry_epoch ON entry (version) WHERE epoch<>0");

  private Schema() {}

  /** Whether the database is still empty; if not, that it is a store of this version. */
  static boolean isNew(SqlDb db) throws StoreException {
    List<String> found = db.query("SELECT sql FROM sqlite_master", row -> row.text(0));
    long application = db.query("PRAGMA application_id", row -> row.number(0)).get(0);
    int version = db.userVersion();
    if (found.isEmpty() && application == 0 && version == 0) {
      return true;
    }
    if (application != APPLICATION_ID || version < 1) {
      throw new StoreException(Reason.NOT_A_STORE, "The file is not a Symbolon store.");
    }
    if (version > VERSION) {
      throw new StoreException(
          Reason.NEWER_SCHEMA, "The store was written by a newer Symbolon; update this one.");
    }
    // A trigger or view could make SQLite do other things than our statements say.
    if (found.size() != STATEMENTS.size() || !Set.copyOf(STATEMENTS).equals(new HashSet<>(found))) {
      throw Sealer.tampered();
    }
    return false;
  }

  /** Within a transaction. */
  static void create(SqlDb db) throws StoreException {
    for (String statement : STATEMENTS) {
      db.exec(statement);
    }
    db.exec("PRAGMA application_id=" + APPLICATION_ID);
    db.userVersion(VERSION);
  }

  /** Settings of the connection that touch nothing; before anything is read. */
  static void prepare(SqlDb db) throws StoreException {
    setting(db, "busy_timeout=0");
    // The first reader keeps the file to itself, so a second open is refused.
    setting(db, "locking_mode=EXCLUSIVE");
    db.exec("PRAGMA temp_store=MEMORY");
  }

  /** Settings of durability and erasure; once the file is known to be a store of ours. */
  static void settle(SqlDb db) throws StoreException {
    setting(db, "secure_delete=ON");
    setting(db, "journal_mode=WAL");
    setting(db, "journal_size_limit=0");
    // NORMAL would lose the last commits with the power: a ratchet's step, after its bytes left.
    db.exec("PRAGMA synchronous=FULL");
  }

  /** SQLite's own view: that every index finds every row. A removed index entry hides a row. */
  static void requireIntact(SqlDb db) throws StoreException {
    List<String> problems = db.query("PRAGMA integrity_check(1)", row -> row.text(0));
    if (!problems.equals(List.of("ok"))) {
      throw new StoreException(Reason.DAMAGED, "The store's file is damaged.");
    }
  }

  /**
   * Moves everything from the log into the file and empties the log. What was committed stays so if
   * the disk fails at that; the log is then emptied some other time, at the latest on close.
   */
  static void emptyLog(SqlDb db) throws StoreException {
    try {
      setting(db, "wal_checkpoint(TRUNCATE)");
    } catch (StoreException e) {
      if (e.reason() != Reason.IO) {
        throw e;
      }
    }
  }

  /** These settings answer with a row, which Android refuses to ignore. */
  private static void setting(SqlDb db, String pragma) throws StoreException {
    db.each("PRAGMA " + pragma, row -> {});
  }
}
