package im.symbolon.messenger.store;

import static im.symbolon.messenger.store.RowStoreContract.KEY;
import static im.symbolon.messenger.store.RowStoreContract.NOTES;
import static im.symbolon.messenger.store.RowStoreContract.read;
import static im.symbolon.messenger.store.RowStoreContract.write;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.store.StoreException.Reason;
import im.symbolon.messenger.store.jdbc.JdbcSqlDb;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What opens, what does not, and that a refusal changes nothing. */
class OpeningTest {
  @TempDir Path directory;
  private StoreFile file;

  @BeforeEach
  void place() {
    file = new StoreFile(directory);
  }

  private static void assertRefused(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageNotContaining("\n");
  }

  @Test
  void thePassphraseOpensAndAnotherDoesNot() throws Exception {
    try (RowStore store = file.open(StoreFile.passphrase("correct horse"))) {
      write(store, NOTES, KEY, "one");
    }
    byte[] before = Files.readAllBytes(file.path());
    assertRefused(Reason.WRONG_KEY, () -> file.open(StoreFile.passphrase("correct house")));
    assertThat(Files.readAllBytes(file.path())).isEqualTo(before);
    try (RowStore store = file.open(StoreFile.passphrase("correct horse"))) {
      assertThat(read(store, NOTES, KEY)).isEqualTo("one");
    }
  }

  @Test
  void anotherPlatformKeyDoesNotOpen() throws Exception {
    file.open().close();
    StoreKeySource other = StoreFile.fixedKey((byte) 2);
    assertRefused(Reason.WRONG_KEY, () -> file.open(other));
    assertRefused(Reason.WRONG_KEY, () -> file.open(StoreFile.passphrase("a passphrase")));
  }

  @Test
  void theKeyCanBeChanged() throws Exception {
    try (SqlRowStore store = file.open(StoreFile.passphrase("first"))) {
      write(store, NOTES, KEY, "one");
      store.changeKey(StoreFile.passphrase("second"));
      write(store, NOTES, RowKey.of("other"), "two");
    }
    assertRefused(Reason.WRONG_KEY, () -> file.open(StoreFile.passphrase("first")));
    try (RowStore store = file.open(StoreFile.passphrase("second"))) {
      assertThat(read(store, NOTES, KEY)).isEqualTo("one");
    }
  }

  @Test
  void aSecondOpenIsRefusedUntilTheFirstIsClosed() throws Exception {
    RowStore store = file.open();
    write(store, NOTES, KEY, "one");
    assertRefused(Reason.IN_USE, file::open);
    write(store, NOTES, KEY, "two");
    store.close();
    try (RowStore again = file.open()) {
      assertThat(read(again, NOTES, KEY)).isEqualTo("two");
    }
  }

  @Test
  void aStoreJustMadeIsInUseToo() throws Exception {
    RowStore store = file.open();
    assertRefused(Reason.IN_USE, file::open);
    store.close();
  }

  @Test
  void aStoreThatOnlyReadsIsInUseToo() throws Exception {
    file.open().close();
    RowStore store = file.open();
    assertRefused(Reason.IN_USE, file::open);
    assertThat(read(store, NOTES, KEY)).isEqualTo("-");
    store.close();
  }

  @Test
  void anotherProcessIsRefused() throws Exception {
    try (RowStore store = file.open()) {
      write(store, NOTES, KEY, "one");
      Process other =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  OtherProcess.class.getName(),
                  directory.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(other.getInputStream().readAllBytes(), UTF_8);
      assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(said.strip()).isEqualTo("IN_USE");
    }
  }

  /** Says how its attempt to open the store went. */
  static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] args) throws StoreException {
      try (RowStore store = new StoreFile(Path.of(args[0])).open()) {
        System.out.println(store.generation());
      } catch (StoreException e) {
        System.out.println(e.reason());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 100, 5_000, 100_000})
  void somethingElseIsLeftAlone(int length) throws Exception {
    byte[] content = new byte[length];
    Arrays.fill(content, (byte) 'x');
    Files.write(file.path(), content);
    assertRefused(Reason.NOT_A_STORE, file::open);
    assertThat(Files.readAllBytes(file.path())).isEqualTo(content);
  }

  @Test
  void anotherDatabaseIsLeftAlone() throws Exception {
    file.attack(db -> db.exec("CREATE TABLE theirs (a)"));
    byte[] before = Files.readAllBytes(file.path());
    assertRefused(Reason.NOT_A_STORE, file::open);
    assertThat(Files.readAllBytes(file.path())).isEqualTo(before);
  }

  @Test
  void aNewerStoreIsLeftAlone() throws Exception {
    file.open().close();
    file.attack(db -> db.userVersion(Schema.VERSION + 1));
    byte[] before = Files.readAllBytes(file.path());
    assertRefused(Reason.NEWER_SCHEMA, file::open);
    assertThat(Files.readAllBytes(file.path())).isEqualTo(before);
  }

  @Test
  void anEmptyFileBecomesAStore() throws Exception {
    Files.createFile(file.path());
    try (RowStore store = file.open()) {
      write(store, NOTES, KEY, "one");
    }
    try (RowStore store = file.open()) {
      assertThat(read(store, NOTES, KEY)).isEqualTo("one");
    }
  }

  @Test
  void aTruncatedStoreIsDamaged() throws Exception {
    try (RowStore store = file.open()) {
      for (int i = 0; i < 100; i++) {
        write(store, NOTES, RowKey.of("k" + i), "v".repeat(1000));
      }
    }
    byte[] whole = Files.readAllBytes(file.path());
    Files.write(file.path(), Arrays.copyOf(whole, whole.length / 2));
    assertRefused(Reason.DAMAGED, file::open);
  }

  @Test
  void aMissingDirectoryIsAnIoError() {
    StoreFile nowhere = new StoreFile(directory.resolve("missing"));
    assertRefused(Reason.IO, nowhere::open);
  }

  @Test
  void aDirectoryIsAnIoError() throws Exception {
    Files.createDirectory(file.path());
    assertRefused(Reason.IO, file::open);
  }

  @Test
  void aForgedHeaderDoesNotUseUpTheMachine() throws Exception {
    file.open(StoreFile.passphrase("passphrase")).close();
    byte[] header = headerOf(file);
    ByteBuffer.wrap(header).putInt(9, Integer.MAX_VALUE);
    file.attack(db -> db.update("UPDATE lock SET header=?", (Object) header));
    assertRefused(Reason.DAMAGED, () -> file.open(StoreFile.passphrase("passphrase")));
    byte[] cheaper = header.clone();
    ByteBuffer.wrap(cheaper).putInt(9, 32);
    file.attack(db -> db.update("UPDATE lock SET header=?", (Object) cheaper));
    assertRefused(Reason.WRONG_KEY, () -> file.open(StoreFile.passphrase("passphrase")));
    byte[] shorter = Arrays.copyOf(header, header.length - 1);
    file.attack(db -> db.update("UPDATE lock SET header=?", (Object) shorter));
    assertRefused(Reason.DAMAGED, () -> file.open(StoreFile.passphrase("passphrase")));
  }

  private static byte[] headerOf(StoreFile file) throws StoreException {
    try (SqlDb db = JdbcSqlDb.open(file.path())) {
      List<byte[]> found = db.query("SELECT header FROM lock", row -> row.blob(0));
      return found.get(0);
    }
  }

  @Test
  void theFileIsForItsOwnerOnly() throws Exception {
    try (RowStore store = file.open()) {
      write(store, NOTES, KEY, "one");
      for (Path part : file.parts()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(part)))
            .isEqualTo("rw-------");
      }
    }
  }

  @Test
  void aFailedOpenLeavesTheFileFree() throws Exception {
    file.open(StoreFile.passphrase("right")).close();
    assertRefused(Reason.WRONG_KEY, () -> file.open(StoreFile.passphrase("wrong")));
    file.open(StoreFile.passphrase("right")).close();
  }
}
