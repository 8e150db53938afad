package im.symbolon.messenger.store;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqlRowStoreTest extends RowStoreContract {
  @TempDir Path directory;
  private StoreFile file;

  @Override
  RowStore create() throws Exception {
    file = new StoreFile(Files.createTempDirectory(directory, "store"));
    return file.open();
  }

  @Override
  RowStore afterCrash() throws Exception {
    RowStore before = store;
    file = file.copy(Files.createTempDirectory(directory, "store"));
    RowStore after = file.open();
    try {
      before.close();
    } catch (IllegalStateException e) {
      // Asked in mid-work: the test closes it afterwards.
      return after;
    }
    return after;
  }
}
