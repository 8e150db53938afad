package im.symbolon.messenger.store;

import im.symbolon.messenger.store.jdbc.JdbcSqlDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Measures the sealed store beside the bare driver, in the same run; run by hand. Prints
 * milliseconds: 20,000 inserts of 200 bytes in one transaction, the newest 50 of a chat, 100 small
 * transactions, and opening with the check of all rows.
 */
final class StoreSpeed {
  private static final int ROWS = 20_000;
  private static final Table MESSAGES = Table.lasting(1, "messages");
  private static final Group CHAT = Group.of("bob@beta.test");
  private static final String INSERT =
      "INSERT OR REPLACE INTO m (tab, name, grp, pos, v) VALUES (?, ?, ?, ?, ?)";
  private static final String PAGE =
      "SELECT v FROM m WHERE tab=? AND grp=? AND pos<? ORDER BY pos DESC LIMIT 50";

  private final byte[] value = new byte[200];

  private StoreSpeed() {
    new Random(1).nextBytes(value);
  }

  public static void main(String[] args) throws Exception {
    StoreSpeed speed = new StoreSpeed();
    for (int round = 0; round < 5; round++) {
      Path directory = Files.createTempDirectory("speed");
      speed.bare(directory.resolve("bare.db"));
      speed.sealed(directory);
    }
  }

  private interface Step {
    void run() throws Exception;
  }

  private static double millis(Step step) throws Exception {
    long start = System.nanoTime();
    step.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private void bare(Path file) throws Exception {
    try (SqlDb db = JdbcSqlDb.open(file)) {
      db.each("PRAGMA journal_mode=WAL", row -> {});
      db.exec("PRAGMA synchronous=FULL");
      db.exec("CREATE TABLE m (tab INTEGER, name BLOB, grp BLOB, pos INTEGER, v BLOB)");
      db.exec("CREATE UNIQUE INDEX m_name ON m (tab, name)");
      db.exec("CREATE INDEX m_order ON m (tab, grp, pos)");
      double insert =
          millis(
              () ->
                  db.transaction(
                      () -> {
                        for (long i = 0; i < ROWS; i++) {
                          insert(db, i);
                        }
                        return null;
                      }));
      double page = millis(() -> page(db)) + millis(() -> page(db));
      for (int i = 0; i < 100; i++) {
        page += millis(() -> page(db));
      }
      double small =
          millis(
              () -> {
                for (long i = 0; i < 100; i++) {
                  long id = ROWS + i;
                  db.transaction(() -> insert(db, id));
                }
              });
      System.out.printf(
          "bare    insert %.0f  page %.3f  commits %.0f%n", insert, page / 102, small);
    }
  }

  private int insert(SqlDb db, long i) throws StoreException {
    return db.update(
        INSERT, 1L, RowContent.encode(key(i), Group.NONE, new byte[0]), new byte[32], i, value);
  }

  private static void page(SqlDb db) throws StoreException {
    db.query(PAGE, row -> row.blob(0), 1L, new byte[32], Long.MAX_VALUE);
  }

  private static RowKey key(long i) {
    return RowKey.of("alice@alpha.test").and(i);
  }

  private void sealed(Path directory) throws Exception {
    StoreFile file = new StoreFile(directory);
    try (RowStore store = file.open()) {
      double insert =
          millis(
              () ->
                  store.transaction(
                      rows -> {
                        for (long i = 0; i < ROWS; i++) {
                          rows.put(MESSAGES, key(i), CHAT, i, value);
                        }
                        return null;
                      }));
      double page = 0;
      for (int i = 0; i < 102; i++) {
        page += millis(() -> store.transaction(rows -> rows.newest(MESSAGES, CHAT, 50)));
      }
      double small =
          millis(
              () -> {
                for (long i = 0; i < 100; i++) {
                  long id = ROWS + i;
                  store.transaction(
                      rows -> {
                        rows.put(MESSAGES, key(id), CHAT, id, value);
                        return null;
                      });
                }
              });
      System.out.printf("sealed  insert %.0f  page %.3f  commits %.0f", insert, page / 102, small);
    }
    System.out.printf("  open %.0f%n", millis(() -> file.open().close()));
  }
}
