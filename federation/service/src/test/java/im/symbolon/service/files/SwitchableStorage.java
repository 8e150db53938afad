package im.symbolon.service.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;

/** A storage that fills up, goes away and comes back. */
final class SwitchableStorage implements FileStorage {
  private final FileStorage storage;
  private volatile long room = Long.MAX_VALUE;
  private volatile boolean away;

  SwitchableStorage(FileStorage storage) {
    this.storage = storage;
  }

  /** Writing fails after so many bytes of a file. */
  void fill(long bytes) {
    room = bytes;
  }

  void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
    room = Long.MAX_VALUE;
  }

  private void requireThere() throws IOException {
    if (away) {
      throw new FileSystemException("the storage is away");
    }
  }

  @Override
  public void put(FileId id, InputStream content, long size) throws IOException {
    requireThere();
    if (room < size) {
      content.skipNBytes(room);
      throw new FileSystemException("No space left on device");
    }
    storage.put(id, content, size);
  }

  @Override
  public InputStream open(FileId id, ByteRange range) throws IOException {
    requireThere();
    return storage.open(id, range);
  }

  @Override
  public void delete(FileId id) throws IOException {
    requireThere();
    storage.delete(id);
  }
}
