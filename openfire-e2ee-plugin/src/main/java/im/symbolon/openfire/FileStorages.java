package im.symbolon.openfire;

import im.symbolon.service.files.FileStorage;
import im.symbolon.service.files.LocalDisk;
import im.symbolon.service.files.s3.S3Access;
import im.symbolon.service.files.s3.S3Storage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Opens what {@link Setting#FILES_STORAGE} names. */
final class FileStorages {
  private static final long MOST_BYTES = Long.MAX_VALUE / 2;

  private FileStorages() {}

  static FileStorage open(Hosting hosting) throws IOException {
    String kind = Setting.FILES_STORAGE.text().orElse(Setting.FILES_STORAGE.standard());
    return switch (kind) {
      case "disk" ->
          new LocalDisk(folder(hosting), Setting.FILES_RESERVE_BYTES.number(0, MOST_BYTES));
      case "s3" -> s3(hosting);
      default ->
          throw new IllegalArgumentException(
              Setting.FILES_STORAGE.key() + " is neither disk nor s3");
    };
  }

  /** A folder that was named must be there: its disk may be away. Our own is made. */
  private static Path folder(Hosting hosting) throws IOException {
    Optional<Path> named = Setting.FILES_FOLDER.text().map(Path::of);
    Path folder =
        named.isPresent() ? named.get().toAbsolutePath() : own(hosting.home().resolve("symbolon"));
    if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new IOException(folder + " is no folder that the server can write to");
    }
    return folder;
  }

  private static Path own(Path parent) throws IOException {
    Path folder = Files.createDirectories(parent.resolve("files"));
    FileStore disk = Files.getFileStore(folder);
    if (disk.supportsFileAttributeView(PosixFileAttributeView.class)) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
    return folder;
  }

  private static FileStorage s3(Hosting hosting) {
    S3Access access =
        new S3Access(
            URI.create(Setting.FILES_S3_ENDPOINT.required()),
            Setting.FILES_S3_REGION.required(),
            Setting.FILES_S3_BUCKET.required(),
            new S3Access.Credentials(
                Setting.FILES_S3_KEY_ID.required(), Setting.FILES_S3_PASSWORD.required()));
    S3Storage storage = inOwnContext(access);
    hosting.onClose(storage::close);
    return storage;
  }

  /** The SDK looks for its parts with the thread's class loader, which may be the host's. */
  private static S3Storage inOwnContext(S3Access access) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(FileStorages.class.getClassLoader());
    try {
      return new S3Storage(access);
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
