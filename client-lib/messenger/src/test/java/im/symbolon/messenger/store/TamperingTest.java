package im.symbolon.messenger.store;

import static im.symbolon.messenger.store.RowStoreContract.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.store.StoreException.Reason;
import im.symbolon.messenger.store.StoreFile.Attack;
import im.symbolon.messenger.store.jdbc.JdbcSqlDb;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody had the closed file in their hands, without its key. */
class TamperingTest {
  private static final Table NOTES = Table.lasting(1, "notes");
  private static final Table SESSIONS = Table.epoch(2, "sessions");
  private static final Group CHAT = Group.of("chat");

  @TempDir Path directory;
  private StoreFile file;

  @BeforeEach
  void fill() throws Exception {
    file = new StoreFile(directory);
    write("old");
  }

  private void write(String value) throws StoreException {
    try (RowStore store = file.open()) {
      store.transaction(
          rows -> {
            for (int i = 0; i < 3; i++) {
              rows.put(NOTES, RowKey.of("n" + i), CHAT, i, bytes(value + i));
              rows.put(SESSIONS, RowKey.of("s" + i), bytes(value + i));
            }
            return null;
          });
    }
  }

  private void readAll() throws StoreException {
    try (RowStore store = file.open()) {
      store.transaction(
          rows -> {
            rows.first(NOTES, CHAT, 10);
            rows.all(SESSIONS);
            return rows.get(NOTES, RowKey.of("n0"));
          });
    }
  }

  private void assertRefused() {
    assertThatThrownBy(this::readAll)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TAMPERED));
  }

  private static Named<Attack> sql(String sql) {
    return Named.of(sql, db -> db.update(sql));
  }

  static Stream<Named<Attack>> attacks() {
    String first = " WHERE rowid=(SELECT min(rowid) FROM entry)";
    String copy =
        "INSERT INTO entry SELECT tab, %s, grp, pos, version, epoch, salt, sealed FROM entry"
            + first;
    return Stream.of(
        sql("DELETE FROM entry" + first),
        sql("DELETE FROM entry"),
        sql("UPDATE entry SET pos=pos+10" + first),
        sql("UPDATE entry SET version=version+100" + first),
        sql("UPDATE entry SET epoch=7" + first),
        sql("UPDATE entry SET epoch=1-epoch" + first),
        sql("UPDATE entry SET tab=9" + first),
        sql("UPDATE entry SET grp=zeroblob(32)" + first),
        sql("UPDATE entry SET name=zeroblob(32)" + first),
        sql("UPDATE entry SET salt=zeroblob(24)" + first),
        sql("UPDATE entry SET salt=x''" + first),
        sql("UPDATE entry SET sealed=zeroblob(length(sealed))" + first),
        sql("UPDATE entry SET sealed=x''" + first),
        sql("UPDATE entry SET sealed=substr(sealed,1,length(sealed)-1)" + first),
        sql("UPDATE entry SET sealed=sealed||x'00'" + first),
        sql(String.format(copy, "zeroblob(32)")),
        sql("UPDATE head SET sealed=zeroblob(length(sealed))"),
        sql("DELETE FROM head"),
        sql("INSERT INTO head SELECT 2, sealed FROM head"),
        sql("DELETE FROM epoch"),
        sql("UPDATE epoch SET id=2"),
        sql("UPDATE epoch SET sealed=zeroblob(length(sealed))"),
        sql("INSERT INTO epoch SELECT 2, sealed FROM epoch"),
        sql("DELETE FROM lock"),
        sql("UPDATE lock SET header=zeroblob(100000)"),
        sql("DROP INDEX entry_order"),
        sql("CREATE TABLE more (a)"),
        sql("CREATE TRIGGER keep AFTER DELETE ON entry BEGIN SELECT 1; END"));
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void isNoticed(Attack attack) throws Exception {
    file.attack(attack);
    assertRefused();
  }

  @Test
  void isNotSeenWhereThereIsNone() throws Exception {
    file.attack(db -> db.update("UPDATE entry SET pos=pos"));
    readAll();
  }

  @Test
  void noticesOneFlippedBitInEachRow() throws Exception {
    List<Long> ids = ids();
    for (long id : ids) {
      byte[] before = sealed(id);
      byte[] flipped = before.clone();
      flipped[flipped.length / 2] ^= 1;
      file.attack(db -> db.update("UPDATE entry SET sealed=? WHERE rowid=?", flipped, id));
      assertRefused();
      file.attack(db -> db.update("UPDATE entry SET sealed=? WHERE rowid=?", before, id));
    }
    readAll();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sealed", "salt, sealed", "salt, sealed, version", "name", "pos", "grp"})
  void noticesTwoSwappedRows(String columns) throws Exception {
    file.attack(
        db -> {
          db.exec("CREATE TEMP TABLE was AS SELECT rowid AS r, * FROM entry WHERE tab=1");
          db.exec("DELETE FROM entry WHERE tab=1 AND pos<2");
          List<String> all =
              List.of("tab", "name", "grp", "pos", "version", "epoch", "salt", "sealed");
          StringBuilder swapped = new StringBuilder();
          for (String column : all) {
            boolean foreign = (", " + columns + ", ").contains(" " + column + ",");
            swapped.append(swapped.length() == 0 ? "" : ", ").append(foreign ? "b." : "a.");
            swapped.append(column);
          }
          db.exec(
              "INSERT INTO entry SELECT "
                  + swapped
                  + " FROM was a JOIN was b ON a.pos=1-b.pos WHERE a.pos<2");
        });
    if (columns.equals("grp")) {
      // Both are of one group: nothing was changed.
      readAll();
    } else {
      assertRefused();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"entry", "entry WHERE tab=1", "entry WHERE tab=2", "head", "epoch"})
  void noticesWhatIsRestoredFromAnOlderCopy(String part) throws Exception {
    Path old = Files.createDirectory(directory.resolve("old"));
    Files.copy(file.path(), old.resolve("old.db"));
    Files.move(old, directory.resolveSibling(directory.getFileName() + "-old"));
    Path older = directory.resolveSibling(directory.getFileName() + "-old").resolve("old.db");
    file.clock(StoreFile.START.plusSeconds(100_000));
    write("new");
    file.attack(
        db -> {
          db.exec("ATTACH '" + older + "' AS older");
          db.exec("DELETE FROM main." + part);
          db.exec(
              "INSERT INTO main." + part.replaceAll(" .*", "") + " SELECT * FROM older." + part);
        });
    assertRefused();
  }

  /** The row is in its place, but no search finds it: an answered message would seem unseen. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE UNIQUE INDEX entry_name ON entry (tab, name)",
        "CREATE INDEX entry_order ON entry (tab, grp, pos, version)"
      })
  void noticesARowThatAnIndexHides(String index) throws Exception {
    String name = index.replaceAll(".* INDEX | ON .*", "");
    file.attack(
        db -> {
          db.exec("DROP INDEX " + name);
          db.exec(index + " WHERE pos<>1");
          db.exec("PRAGMA writable_schema=ON");
          db.exec("UPDATE sqlite_master SET sql='" + index + "' WHERE name='" + name + "'");
        });
    assertThatThrownBy(this::readAll)
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DAMAGED));
  }

  @Test
  void anOldLockDoesNotComeBack() throws Exception {
    List<byte[]> lock = lock();
    try (SqlRowStore store = file.open()) {
      store.changeKey(StoreFile.fixedKey((byte) 2));
    }
    file.attack(db -> db.update("UPDATE lock SET header=?, master=?", lock.get(0), lock.get(1)));
    assertRefused();
  }

  @Test
  void aWholeOldCopyShowsInItsGeneration() throws Exception {
    Path elsewhere = Files.createTempDirectory("older");
    StoreFile copy = file.copy(elsewhere);
    write("new");
    try (RowStore restored = copy.open();
        RowStore current = file.open()) {
      assertThat(restored.generation()).isLessThan(current.generation());
    }
  }

  private List<byte[]> lock() throws StoreException {
    try (SqlDb db = JdbcSqlDb.open(file.path())) {
      return db.query("SELECT header, master FROM lock", r -> List.of(r.blob(0), r.blob(1))).get(0);
    }
  }

  private List<Long> ids() throws StoreException {
    try (SqlDb db = JdbcSqlDb.open(file.path())) {
      return db.query("SELECT rowid FROM entry", row -> row.number(0));
    }
  }

  private byte[] sealed(long id) throws StoreException {
    try (SqlDb db = JdbcSqlDb.open(file.path())) {
      return db.query("SELECT sealed FROM entry WHERE rowid=?", row -> row.blob(0), id).get(0);
    }
  }
}
