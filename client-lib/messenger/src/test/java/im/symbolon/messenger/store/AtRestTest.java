package im.symbolon.messenger.store;

import static im.symbolon.messenger.store.RowStoreContract.bytes;
import static im.symbolon.messenger.store.RowStoreContract.write;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.store.jdbc.JdbcSqlDb;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What lies on the disk, and what no longer does. */
class AtRestTest {
  private static final Table NOTES = Table.lasting(1, "notes");

  @TempDir Path directory;
  private StoreFile file;

  @BeforeEach
  void place() {
    file = new StoreFile(directory);
  }

  @Test
  void nothingIsReadable() throws Exception {
    RowStore store = file.open();
    store.transaction(
        rows -> {
          rows.put(
              NOTES, RowKey.of("needle-key"), Group.of("needle-group"), 1, bytes("needle-value"));
          rows.put(
              Table.epoch(2, "needle-table"), RowKey.of("needle-key"), bytes("needle-session"));
          return null;
        });
    assertThat(file.raw()).doesNotContain("needle").doesNotContain("notes");
    store.close();
    assertThat(file.raw()).doesNotContain("needle").doesNotContain("notes");
    assertThat(file.parts()).containsExactly(file.path());
  }

  @Test
  void equalContentLooksDifferentEveryTime() throws Exception {
    try (RowStore store = file.open()) {
      write(store, NOTES, RowKey.of("a"), "same");
    }
    byte[] first = allSealed().get(0);
    try (RowStore store = file.open()) {
      write(store, NOTES, RowKey.of("a"), "same");
    }
    assertThat(allSealed().get(0)).isNotEqualTo(first).hasSameSizeAs(first);
  }

  @ParameterizedTest
  @CsvSource({"0,128", "128,128", "129,192", "193,256", "257,384", "385,512", "524288,524288"})
  void sizesAreRoundedUp(int length, int bucket) {
    assertThat(RowContent.padded(length)).isEqualTo(bucket);
  }

  @Test
  void shortMessagesAreOfOneSize() throws Exception {
    try (RowStore store = file.open()) {
      write(store, NOTES, RowKey.of("a"), "yes");
      write(store, NOTES, RowKey.of("b"), "no, by no means, and never again");
    }
    assertThat(allSealed()).hasSize(2).allMatch(blob -> blob.length == 128 + 16);
  }

  /** SQLite moves rows between pages; copies that stay behind must not survive the deletion. */
  @Test
  void deletedRowsLeaveNothingBehind() throws Exception {
    Random random = new Random(3);
    try (RowStore store = file.open()) {
      for (int round = 0; round < 20; round++) {
        store.transaction(
            rows -> {
              for (int i = 0; i < 40; i++) {
                int size = random.nextInt(random.nextInt(10) == 0 ? 9000 : 400);
                rows.put(NOTES, RowKey.of("k" + random.nextInt(400)), new byte[size]);
              }
              return null;
            });
      }
    }
    List<byte[]> before = allSealed();
    try (RowStore store = file.open()) {
      store.transaction(
          rows -> {
            for (Row row : rows.all(NOTES)) {
              if (random.nextInt(3) > 0) {
                rows.delete(NOTES, row.key());
              }
            }
            return null;
          });
    }
    List<byte[]> after = allSealed();
    String raw = file.raw();
    int deleted = 0;
    for (byte[] sealed : before) {
      boolean kept = after.stream().anyMatch(other -> Arrays.equals(other, sealed));
      String start = new String(sealed, 0, 40, ISO_8859_1);
      assertThat(raw.contains(start)).isEqualTo(kept);
      deleted += kept ? 0 : 1;
    }
    assertThat(deleted).isGreaterThan(100);
  }

  private List<byte[]> allSealed() throws StoreException {
    try (SqlDb db = JdbcSqlDb.open(file.path())) {
      return db.query("SELECT sealed FROM entry", row -> row.blob(0));
    }
  }
}
