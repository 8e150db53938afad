package im.symbolon.messenger.store;

import static im.symbolon.messenger.store.RowStoreContract.bytes;
import static im.symbolon.messenger.store.RowStoreContract.values;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Bytes of the file changed anywhere: either all is as it was, or it is refused; never else. */
class BitRotTest {
  private static final Table NOTES = Table.lasting(1, "notes");
  private static final Table SESSIONS = Table.epoch(2, "sessions");
  private static final Group CHAT = Group.of("chat");
  private static Path directory;
  private static byte[] whole;

  @BeforeContainer
  static void make() throws Exception {
    directory = Files.createTempDirectory("rot");
    StoreFile file = new StoreFile(Files.createDirectory(directory.resolve("whole")));
    try (RowStore store = file.open()) {
      store.transaction(
          rows -> {
            for (int i = 0; i < 40; i++) {
              rows.put(NOTES, RowKey.of("n" + i), CHAT, i, bytes("note " + i));
              rows.put(SESSIONS, RowKey.of("s" + i), bytes("session " + i));
            }
            return null;
          });
    }
    whole = Files.readAllBytes(file.path());
  }

  @AfterContainer
  static void remove() throws IOException {
    delete(directory);
  }

  @Property(tries = 300)
  void isRefusedOrHarmless(
      @ForAll @Size(min = 1, max = 3) List<@IntRange(max = 1_000_000) Integer> places,
      @ForAll @IntRange(min = 1, max = 255) int change)
      throws Exception {
    byte[] rotten = whole.clone();
    for (int place : places) {
      // Half of them in the first page: header and schema.
      int at = place % 2 == 0 ? place % 4096 : place % rotten.length;
      rotten[at] ^= (byte) change;
    }
    StoreFile file = new StoreFile(Files.createTempDirectory(directory, "rot"));
    Files.write(file.path(), rotten);
    List<String> read = new ArrayList<>();
    try (RowStore store = file.open()) {
      store.transaction(
          rows -> {
            read.addAll(values(rows.first(NOTES, CHAT, 100)));
            read.addAll(values(rows.all(SESSIONS)));
            return null;
          });
      assertThat(read).hasSize(80).contains("note 0", "note 39", "session 0", "session 39");
      assertThat(read).doesNotHaveDuplicates();
    } catch (StoreException e) {
      assertThat(e.getMessage()).doesNotContain("\n");
    } finally {
      delete(file.path().getParent());
    }
  }

  private static void delete(Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
