package im.symbolon.service.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
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
      storage.put(id, new SequenceInputStream(new Bounded(content, room), new Full()), size);
      throw new AssertionError("nothing is stored where there is no room");
    }
    storage.put(id, content, size);
  }

  /** What a full disk says. */
  private static final class Full extends InputStream {
    @Override
    public int read() throws IOException {
      throw new FileSystemException("No space left on device");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return read();
    }
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
