package im.symbolon.messenger.store;

import static im.symbolon.messenger.store.RowStoreContract.KEY;
import static im.symbolon.messenger.store.RowStoreContract.NOTES;
import static im.symbolon.messenger.store.RowStoreContract.bytes;
import static im.symbolon.messenger.store.RowStoreContract.read;
import static im.symbolon.messenger.store.RowStoreContract.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.store.StoreException.Reason;
import im.symbolon.messenger.store.jdbc.JdbcSqlDb;
import im.symbolon.ratchet.primitives.Entropy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailingDiskTest {
  @TempDir Path directory;
  private StoreFile file;

  @BeforeEach
  void place() {
    file = new StoreFile(directory);
  }

  private static void assertIoError(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.IO));
  }

  @Test
  void aFullDiskUndoesTheTransactionAndNothingElse() throws Exception {
    SqlDb db = JdbcSqlDb.open(file.path());
    try (RowStore store = file.open(db)) {
      write(store, NOTES, KEY, "before");
      long generation = store.generation();
      db.each("PRAGMA max_page_count=40", row -> {});
      Random random = new Random(1);
      byte[] value = new byte[3000];
      random.nextBytes(value);
      assertIoError(
          () ->
              store.transaction(
                  rows -> {
                    rows.put(NOTES, KEY, bytes("after"));
                    for (int i = 0; i < 100; i++) {
                      rows.put(NOTES, RowKey.of("k" + i), value);
                    }
                    return null;
                  }));
      assertThat(read(store, NOTES, KEY)).isEqualTo("before");
      assertThat(store.generation()).isEqualTo(generation);
      write(store, NOTES, KEY, "later");
    }
    try (RowStore store = file.open()) {
      assertThat(read(store, NOTES, KEY)).isEqualTo("later");
      assertThat(store.<Long, RuntimeException>transaction(r -> r.count(NOTES))).isOne();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATE entry", "INSERT OR REPLACE INTO head", "COMMIT"})
  void whereverItFailsTheTransactionIsUndone(String statement) throws Exception {
    FaultySqlDb db = new FaultySqlDb(JdbcSqlDb.open(file.path()));
    try (RowStore store = file.open(db)) {
      write(store, NOTES, KEY, "before");
      db.failAt(1, statement);
      assertIoError(() -> write(store, NOTES, KEY, "after"));
      db.work();
      assertThat(read(store, NOTES, KEY)).isEqualTo("before");
      write(store, NOTES, KEY, "later");
    }
    try (RowStore store = file.open()) {
      assertThat(read(store, NOTES, KEY)).isEqualTo("later");
    }
  }

  @Test
  void anErrorThatTheWorkSwallowedUndoesItToo() throws Exception {
    FaultySqlDb db = new FaultySqlDb(JdbcSqlDb.open(file.path()));
    try (RowStore store = file.open(db)) {
      db.failAt(2, "INSERT INTO entry");
      assertIoError(
          () ->
              store.transaction(
                  rows -> {
                    rows.put(NOTES, KEY, bytes("one"));
                    assertIoError(() -> rows.put(NOTES, RowKey.of("b"), bytes("two")));
                    return null;
                  }));
      db.work();
      assertThat(read(store, NOTES, KEY)).isEqualTo("-");
    }
  }

  @Test
  void brokenRandomnessThatTheWorkSwallowedUndoesItToo() throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    Entropy entropy =
        out -> {
          if (broken.get()) {
            throw new IllegalStateException("no entropy");
          }
          file.entropy().fill(out);
        };
    SqlDb db = JdbcSqlDb.open(file.path());
    StoreKeySource keys = StoreFile.fixedKey((byte) 1);
    try (RowStore store =
        SqlRowStore.open(db, keys, entropy, Clock.fixed(StoreFile.START, ZoneOffset.UTC))) {
      write(store, NOTES, KEY, "one");
      broken.set(true);
      assertThatThrownBy(
              () ->
                  store.transaction(
                      rows -> {
                        assertThatThrownBy(() -> rows.put(NOTES, KEY, bytes("two")))
                            .isInstanceOf(IllegalStateException.class);
                        return null;
                      }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("half-way");
      broken.set(false);
    }
    try (RowStore store = file.open()) {
      assertThat(read(store, NOTES, KEY)).isEqualTo("one");
    }
  }

  @Test
  void aStoreThatCouldNotBeMadeCanBeMadeLater() throws Exception {
    FaultySqlDb db = new FaultySqlDb(JdbcSqlDb.open(file.path()));
    db.failAt(1, "INSERT OR REPLACE INTO head");
    assertIoError(() -> file.open(db));
    try (RowStore store = file.open()) {
      write(store, NOTES, KEY, "one");
    }
  }

  /** Android 8 has SQLite 3.18: no upsert, windows, RETURNING, generated or strict columns. */
  @Test
  void speaksOnlyTheSqlOfOldPhones() throws Exception {
    FaultySqlDb db = new FaultySqlDb(JdbcSqlDb.open(file.path()));
    try (RowStore store = file.open(db)) {
      store.transaction(
          rows -> {
            rows.put(NOTES, KEY, bytes("one"));
            rows.newest(NOTES, Group.NONE, 1);
            rows.first(NOTES, Group.NONE, 1);
            rows.all(NOTES);
            rows.count(NOTES);
            rows.count(NOTES, Group.NONE);
            return rows.delete(NOTES, KEY);
          });
      file.clock(StoreFile.START.plusSeconds(100_000));
      read(store, NOTES, KEY);
    }
    assertThat(db.statements()).hasSizeGreaterThan(25);
    for (String sql : db.statements()) {
      assertThat(sql.toUpperCase(Locale.ROOT))
          .doesNotContain("CONFLICT", " OVER", "RETURNING", "STRICT", "GENERATED", "->", "FILTER");
    }
  }
}
