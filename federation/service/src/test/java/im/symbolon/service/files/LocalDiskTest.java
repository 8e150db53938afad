package im.symbolon.service.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.service.SmallDisk;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
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

  @Test
  void aDiskThatFillsUpInTheMiddleLosesThatFileAlone() throws Exception {
    try (SmallDisk small = SmallDisk.mount(folder, 2)) {
      LocalDisk disk = new LocalDisk(folder, 0);
      FileId before = freshId();
      disk.put(before, new ByteArrayInputStream(content(1000)), 1000);
      int size = 1 << 20;
      byte[] content = content(size);
      FileId id = freshId();
      assertThatThrownBy(() -> disk.put(id, new Filling(content, small), size))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("No space");
      disk.delete(id);
      small.empty();
      assertThat(onDisk()).singleElement().asString().endsWith(before.value());
      disk.put(id, new ByteArrayInputStream(content), size);
      try (InputStream whole = disk.open(id, new ByteRange(0, size))) {
        assertThat(whole.readAllBytes()).isEqualTo(content);
      }
    }
  }

  /** Brings its content, and fills the disk half-way. */
  private static final class Filling extends FilterInputStream {
    private final SmallDisk disk;
    private final int half;
    private int given;

    Filling(byte[] content, SmallDisk disk) {
      super(new ByteArrayInputStream(content));
      this.disk = disk;
      this.half = content.length / 2;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      if (given < half && given + read >= half) {
        disk.fill();
      }
      given += read;
      return read;
    }
  }
}
