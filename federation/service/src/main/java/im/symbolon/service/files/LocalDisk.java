package im.symbolon.service.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * Files in a folder of the server, in subfolders by the first two characters of their ids. A file
 * is written beside its place, forced to the disk, and renamed.
 *
 * <p>The folder itself is made by whoever sets the server up and never here: when a disk is not
 * mounted, nothing is written to what is below.
 */
public final class LocalDisk implements FileStorage {
  private static final int BUFFER = 64 * 1024;

  private final Path folder;
  private final long reserve;

  /**
   * Uses an existing folder.
   *
   * @param reserve bytes that always stay free on the disk, for the server's other work
   */
  public LocalDisk(Path folder, long reserve) {
    this.folder = Objects.requireNonNull(folder);
    this.reserve = reserve;
  }

  @Override
  public void put(FileId id, InputStream content, long size) throws IOException {
    if (Files.getFileStore(folder).getUsableSpace() - reserve < size) {
      throw new FileSystemException(folder.toString(), null, "no room for " + size + " bytes");
    }
    Path whole = place(id);
    Path part = part(whole);
    makeFolder(whole.getParent());
    write(part, content, size);
    Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    force(whole.getParent());
  }

  private void makeFolder(Path sub) throws IOException {
    try {
      Files.createDirectory(sub);
      force(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(sub)) {
        throw e;
      }
    }
  }

  private static void write(Path part, InputStream content, long size) throws IOException {
    try (FileChannel file =
            FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      long left = size;
      while (left > 0) {
        int read = content.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new EOFException("the content is " + left + " bytes short");
        }
        out.write(buffer, 0, read);
        left -= read;
      }
      file.force(true);
    }
  }

  /** A rename is safe on the disk when its folder is. */
  private static void force(Path directory) throws IOException {
    try (FileChannel open = FileChannel.open(directory, StandardOpenOption.READ)) {
      open.force(true);
    }
  }

  @Override
  public InputStream open(FileId id, ByteRange range) throws IOException {
    FileChannel file = FileChannel.open(place(id), StandardOpenOption.READ);
    try {
      file.position(range.first());
      return new Bounded(Channels.newInputStream(file), range.length());
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void delete(FileId id) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new FileSystemException(folder.toString(), null, "the folder is not there");
    }
    Path whole = place(id);
    Files.deleteIfExists(part(whole));
    Files.deleteIfExists(whole);
  }

  private Path place(FileId id) {
    return folder.resolve(id.value().substring(0, 2)).resolve(id.value());
  }

  private static Path part(Path whole) {
    return whole.resolveSibling(whole.getFileName() + ".part");
  }
}
