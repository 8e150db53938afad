package im.symbolon.messenger.export;

import im.symbolon.messenger.export.ExportException.Reason;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Where a copy comes to lie, and where it lies until it is whole: beside it, so that it gets its
 * name at once. Closing it removes what was not finished.
 */
final class Place implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Place.class.getName());
  private static final int BUFFER = 64 * 1024;
  private static final int STEP = 1024 * 1024;
  private static final long NO_ROOM = 1024 * 1024;
  private static final List<String> FULL = List.of("no space", "not enough space", "quota");

  private final Path target;
  private final Path work;
  private final Path packed;
  private final UnaryOperator<OutputStream> disk;
  private boolean begun;
  private Tally tally = new Tally((lines, total) -> true, 0);

  /**
   * @param id a name that nobody else has
   * @param disk through which all is written
   */
  Place(Path target, String id, UnaryOperator<OutputStream> disk) {
    this.target = target.toAbsolutePath();
    this.work = this.target.resolveSibling(".symbolon-export-" + id);
    this.packed = this.target.resolveSibling(".symbolon-export-" + id + ".zip");
    this.disk = disk;
  }

  /** Asks that while it writes, whether it is still wanted. */
  void asking(Tally who) {
    tally = who;
  }

  /**
   * @throws ExportException EXISTS, FOLDER_GONE
   */
  void begin() throws ExportException, IOException {
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new ExportException(Reason.EXISTS);
    } else if (!Files.isDirectory(target.getParent())) {
      throw new ExportException(Reason.FOLDER_GONE);
    }
    Files.createDirectory(work, owners("rwx------"));
    begun = true;
  }

  private FileAttribute<?>[] owners(String permissions) {
    boolean posix = work.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** A folder in it, which need not be there yet. */
  void folder(String first, String... more) throws IOException {
    Path folder = work;
    List<String> names = new ArrayList<>(Arrays.asList(more));
    names.add(0, first);
    for (String each : names) {
      folder = folder.resolve(each);
      if (!Files.isDirectory(folder)) {
        Files.createDirectory(folder, owners("rwx------"));
      }
    }
  }

  /**
   * A new file in it.
   *
   * @param path with slashes
   */
  OutputStream open(String path) throws IOException {
    return open(work.resolve(path));
  }

  private OutputStream open(Path file) throws IOException {
    EnumSet<StandardOpenOption> fresh =
        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    OutputStream out =
        Channels.newOutputStream(Files.newByteChannel(file, fresh, owners("rw-------")));
    return new BufferedOutputStream(new Asking(disk.apply(out)), BUFFER);
  }

  void remove(String path) throws IOException {
    Files.deleteIfExists(work.resolve(path));
  }

  /** Asks now and then whether to go on. */
  private final class Asking extends FilterOutputStream {
    private int since;

    Asking(OutputStream below) {
      super(below);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      since += length;
      if (since >= STEP) {
        since = 0;
        tally.goOn();
      }
      out.write(bytes, offset, length);
    }
  }

  /** Gives it its name: all of it, or nothing. */
  void finish(boolean asZip) throws IOException {
    tally.goOn();
    if (asZip) {
      try (Packing packing = new Packing(open(packed))) {
        packing.take(work, stem());
      }
    }
    Files.move(asZip ? packed : work, target);
  }

  /** What all of it is in, once it is unpacked. */
  private String stem() {
    String name = target.getFileName().toString();
    boolean ends = name.toLowerCase(Locale.ROOT).endsWith(".zip");
    return ends && name.length() > 4 ? name.substring(0, name.length() - 4) : name;
  }

  Path target() {
    return target;
  }

  /** Why that happened, as far as it can be told. */
  ExportException judge(IOException e) {
    if (e instanceof Tally.Unwanted) {
      return new ExportException(Reason.CANCELLED, e);
    } else if (e instanceof FileAlreadyExistsException) {
      return new ExportException(Reason.EXISTS, e);
    } else if (begun && !Files.isDirectory(work)) {
      return new ExportException(Reason.FOLDER_GONE, e);
    }
    return new ExportException(isFull(e) ? Reason.DISK_FULL : Reason.NOT_WRITABLE, e);
  }

  private boolean isFull(IOException e) {
    String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    try {
      return FULL.stream().anyMatch(said::contains)
          || Files.getFileStore(target.getParent()).getUsableSpace() < NO_ROOM;
    } catch (IOException unknown) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(packed);
      removeWork();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a part of an export stays: {0}", e.getClass().getName());
    }
  }

  private void removeWork() throws IOException {
    if (!Files.isDirectory(work, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> all = new ArrayList<>();
    try (Stream<Path> found = Files.walk(work)) {
      found.forEach(all::add);
    }
    for (int i = all.size() - 1; i >= 0; i--) {
      Files.deleteIfExists(all.get(i));
    }
  }
}
