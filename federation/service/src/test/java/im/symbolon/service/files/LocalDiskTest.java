package im.symbolon.service.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalDiskTest extends FileStorageContract {
  @TempDir private Path folder;

  @Override
  FileStorage storage() {
    return new LocalDisk(folder, 0);
  }

  private List<Path> onDisk() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aHalfNeverHasTheNameOfAFileAndIsErasedWithIt() throws Exception {
    FileId id = freshId();
    InputStream half =
        new BrokenStream(
            () -> assertThat(onDisk()).singleElement().asString().endsWith(id + ".part"));
    assertThatThrownBy(() -> storage().put(id, half, 10)).isInstanceOf(EOFException.class);
    assertThat(onDisk()).hasSize(1);
    storage().delete(id);
    assertThat(onDisk()).isEmpty();
  }

  @Test
  void whatIsNotAFolderIsNotWrittenTo() throws Exception {
    Path missing = folder.resolve("missing");
    LocalDisk disk = new LocalDisk(missing, 0);
    FileId id = freshId();
    assertThatThrownBy(() -> disk.put(id, new ByteArrayInputStream(content(1)), 1))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> disk.delete(id)).isInstanceOf(IOException.class);
    assertThat(missing).doesNotExist();
  }

  @Test
  void aFileMoreThanTheDiskHasRoomForIsNotBegun() throws Exception {
    long free = Files.getFileStore(folder).getUsableSpace();
    assertThatThrownBy(
            () -> storage().put(freshId(), new ByteArrayInputStream(content(1)), free + (1L << 40)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no room");
    assertThat(onDisk()).isEmpty();
  }
}
