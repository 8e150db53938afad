package im.symbolon.messenger.store;

import static im.symbolon.messenger.store.RowStoreContract.KEY;
import static im.symbolon.messenger.store.RowStoreContract.NOTES;
import static im.symbolon.messenger.store.RowStoreContract.SESSIONS;
import static im.symbolon.messenger.store.RowStoreContract.bytes;
import static im.symbolon.messenger.store.RowStoreContract.read;
import static im.symbolon.messenger.store.RowStoreContract.values;
import static im.symbolon.messenger.store.RowStoreContract.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.store.jdbc.JdbcSqlDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key of the day. */
class EpochTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path directory;
  private StoreFile file;

  @BeforeEach
  void place() throws Exception {
    file = new StoreFile(Files.createDirectory(directory.resolve("live")));
  }

  /** Epoch id, its sealed key, and the sealed bytes of rows in and out of epochs. */
  private List<byte[]> look(String sql) throws StoreException {
    try (SqlDb db = JdbcSqlDb.open(file.path())) {
      return db.query(sql, row -> row.blob(0));
    }
  }

  private List<Long> epochs() throws StoreException {
    try (SqlDb db = JdbcSqlDb.open(file.path())) {
      return db.query("SELECT id FROM epoch", row -> row.number(0));
    }
  }

  @Test
  void aNewDaySealsSessionsAgainAndErasesTheOldKey() throws Exception {
    try (RowStore store = file.open()) {
      write(store, SESSIONS, KEY, "state");
      write(store, SESSIONS, RowKey.of("second"), "other");
      write(store, NOTES, KEY, "note");
    }
    byte[] oldKey = look("SELECT sealed FROM epoch").get(0);
    List<byte[]> sessions = look("SELECT sealed FROM entry WHERE epoch<>0");
    List<byte[]> notes = look("SELECT sealed FROM entry WHERE epoch=0");
    assertThat(sessions).hasSize(2);

    file.clock(StoreFile.START.plus(DAY));
    try (RowStore store = file.open()) {
      assertThat(read(store, SESSIONS, KEY)).isEqualTo("state");
      List<Row> all = store.transaction(rows -> rows.all(SESSIONS));
      assertThat(values(all)).containsExactly("state", "other");
      assertThat(read(store, NOTES, KEY)).isEqualTo("note");
    }
    assertThat(epochs()).containsExactly(2L);
    assertThat(look("SELECT sealed FROM entry WHERE epoch=0")).containsExactlyElementsOf(notes);
    String raw = file.raw();
    assertThat(raw).doesNotContain(new String(oldKey, ISO_8859_1));
    for (byte[] session : sessions) {
      assertThat(raw).doesNotContain(new String(session, 0, 40, ISO_8859_1));
    }
  }

  @Test
  void theOldKeyIsGoneFromTheOpenFileToo() throws Exception {
    file.open().close();
    byte[] oldKey = look("SELECT sealed FROM epoch").get(0);
    try (RowStore store = file.open()) {
      write(store, SESSIONS, KEY, "state");
      file.clock(StoreFile.START.plus(DAY));
      assertThat(read(store, SESSIONS, KEY)).isEqualTo("state");
      assertThat(file.raw()).doesNotContain(new String(oldKey, ISO_8859_1));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 23, -23})
  void withinADayTheKeyStays(long hours) throws Exception {
    file.open().close();
    file.clock(StoreFile.START.plus(Duration.ofHours(hours)));
    file.open().close();
    assertThat(epochs()).containsExactly(1L);
  }

  @ParameterizedTest
  @ValueSource(longs = {24, 1000, -24, -1000})
  void otherwiseItIsReplacedWhateverTheClockDid(long hours) throws Exception {
    file.open().close();
    file.clock(StoreFile.START.plus(Duration.ofHours(hours)));
    file.open().close();
    assertThat(epochs()).containsExactly(2L);
  }

  @Test
  void manyDaysOneAfterTheOther() throws Exception {
    try (RowStore store = file.open()) {
      for (int day = 1; day <= 5; day++) {
        write(store, SESSIONS, RowKey.of("s" + day), "of day " + day);
        file.clock(StoreFile.START.plus(DAY.multipliedBy(day)));
      }
      List<Row> all = store.transaction(rows -> rows.all(SESSIONS));
      assertThat(values(all)).hasSize(5).startsWith("of day 1").endsWith("of day 5");
    }
    assertThat(epochs()).containsExactly(6L);
    file.open().close();
  }

  @Test
  void aRottenSessionTakesNoOtherWithIt() throws Exception {
    try (RowStore store = file.open()) {
      write(store, SESSIONS, KEY, "rotten");
      write(store, SESSIONS, RowKey.of("second"), "sound");
      write(store, NOTES, KEY, "note");
    }
    file.attack(
        db ->
            db.update(
                "UPDATE entry SET sealed=zeroblob(length(sealed)) WHERE rowid="
                    + "(SELECT min(rowid) FROM entry WHERE epoch<>0)"));
    for (int day = 1; day <= 3; day++) {
      file.clock(StoreFile.START.plus(DAY.multipliedBy(day)));
      try (RowStore store = file.open()) {
        assertThat(read(store, SESSIONS, RowKey.of("second"))).isEqualTo("sound");
        assertThat(read(store, NOTES, KEY)).isEqualTo("note");
        assertThatThrownBy(() -> read(store, SESSIONS, KEY))
            .isInstanceOfSatisfying(
                StoreException.class,
                e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.TAMPERED));
      }
    }
    try (RowStore store = file.open()) {
      write(store, SESSIONS, KEY, "new");
      assertThat(read(store, SESSIONS, KEY)).isEqualTo("new");
    }
    file.open().close();
  }

  @Test
  void aFullDiskPostponesIt() throws Exception {
    try (RowStore store = file.open()) {
      store.transaction(
          rows -> {
            for (int i = 0; i < 50; i++) {
              rows.put(SESSIONS, RowKey.of("s" + i), bytes("state " + i));
            }
            return null;
          });
    }
    FaultySqlDb db = new FaultySqlDb(JdbcSqlDb.open(file.path()));
    file.clock(StoreFile.START.plus(DAY));
    db.failAt(30, "UPDATE entry");
    try (RowStore store = file.open(db)) {
      assertThat(read(store, SESSIONS, RowKey.of("s7"))).isEqualTo("state 7");
      db.work();
      assertThat(read(store, SESSIONS, RowKey.of("s7"))).isEqualTo("state 7");
    }
    assertThat(epochs()).containsExactly(2L);
  }
}
