package im.symbolon.service.files;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where the bytes are. Knows ids and sizes alone: no account, no name, no URL. Safe for any number
 * of threads; every node must reach the same storage.
 */
public interface FileStorage {
  /**
   * Stores a file under an id that was never used: whole or not at all, and durable on return.
   *
   * @param content has exactly {@code size} bytes, or fails before
   * @throws IOException from {@code content}, or because there is no room, or nothing to write to;
   *     then {@link #delete} follows
   */
  void put(FileId id, InputStream content, long size) throws IOException;

  /**
   * Reads a part of a file that is there whole.
   *
   * @return exactly the bytes of the range; to be closed
   */
  InputStream open(FileId id, ByteRange range) throws IOException;

  /** Erases a file, or what a failed {@link #put} left; nothing happens when there is nothing. */
  void delete(FileId id) throws IOException;
}
