package im.symbolon.messenger.files;

import im.symbolon.messenger.files.FileException.Reason;
import im.symbolon.protocol.files.FileMetadata;
import im.symbolon.protocol.files.FileName;
import im.symbolon.protocol.files.SealedSource;
import im.symbolon.protocol.files.SharedFile;
import im.symbolon.ratchet.media.MediaClaims;
import im.symbolon.ratchet.media.MediaException;
import im.symbolon.ratchet.media.MediaKey;
import im.symbolon.ratchet.media.MediaOpener;
import im.symbolon.ratchet.media.VerifiedMedia;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A whole file of a chat, kept sealed on this device. It was verified, and is verified anew each
 * time before a byte of it is shown, so what is shown is what was sent.
 */
public final class KeptFile {
  private static final Logger LOG = Logger.getLogger(KeptFile.class.getName());
  private static final int MAX_NAMES = 1000;

  private final SharedFile file;
  private final SealedSource source;
  private final Path sealed;

  KeptFile(SharedFile file, SealedSource source, Path sealed) {
    this.file = file;
    this.source = source;
    this.sealed = sealed;
  }

  /** What its sender says of it. */
  public FileMetadata metadata() {
    return file.metadata();
  }

  /** In bytes. */
  public long size() throws FileException {
    try (MediaKey key = MediaKey.of(source.key())) {
      return verify(key).size();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Writes it. Does not close the stream.
   *
   * @throws FileException NOT_AUTHENTIC when it was changed on this device, GONE when it is not
   *     here
   * @throws IOException when it cannot be written
   */
  public void writeTo(OutputStream out) throws FileException, IOException {
    try (MediaKey key = MediaKey.of(source.key())) {
      VerifiedMedia verified = verify(key);
      try (InputStream in = Files.newInputStream(sealed)) {
        verified.writeTo(out, in);
      } catch (MediaException e) {
        throw new FileException(Reason.NOT_AUTHENTIC, e);
      }
    } catch (NoSuchFileException e) {
      throw unreadable(e);
    }
  }

  /**
   * Saves it into that folder under its own name, or one like it when that is taken: nothing is
   * overwritten. It appears when it is whole.
   *
   * @return where it is
   * @throws FileException DISK_FULL when it cannot be written, and as {@link #writeTo}
   */
  public Path saveInto(Path folder) throws FileException {
    return saveInto(folder, metadata().name());
  }

  /** The same under that name. */
  public Path saveInto(Path folder, FileName name) throws FileException {
    try {
      Path target = reserve(folder, name);
      Path part = folder.resolve(target.getFileName() + ".part");
      try (OutputStream out = Files.newOutputStream(part)) {
        writeTo(out);
      } catch (IOException | FileException e) {
        Files.deleteIfExists(part);
        Files.deleteIfExists(target);
        throw e;
      }
      Disk.move(part, target);
      return target;
    } catch (IOException e) {
      throw new FileException(Reason.DISK_FULL, e);
    }
  }

  /** An empty file of a name that nobody has. */
  private static Path reserve(Path folder, FileName name) throws IOException {
    String extension = name.extension().isEmpty() ? "" : "." + name.extension();
    String stem = name.value().substring(0, name.value().length() - extension.length());
    for (int i = 1; i <= MAX_NAMES; i++) {
      String numbered = i == 1 ? name.value() : stem + " (" + i + ")" + extension;
      try {
        return Files.createFile(folder.resolve(numbered));
      } catch (FileAlreadyExistsException e) {
        LOG.log(Level.FINEST, "the next number may be free");
      }
    }
    throw new IOException("too many files of one name");
  }

  /** Judges it once. */
  void verify() throws FileException {
    try (MediaKey key = MediaKey.of(source.key())) {
      verify(key);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private VerifiedMedia verify(MediaKey key) throws FileException, IOException {
    try (InputStream in = Files.newInputStream(sealed)) {
      return new MediaOpener(key, claims()).verify(in, Files.size(sealed));
    } catch (MediaException e) {
      throw new FileException(Reason.NOT_AUTHENTIC, e);
    }
  }

  private MediaClaims claims() {
    FileMetadata said = file.metadata();
    OptionalLong size =
        said.size().isPresent() ? OptionalLong.of(said.size().get()) : OptionalLong.empty();
    return new MediaClaims(size, said.hashes(), source.hashes());
  }

  private static FileException unreadable(IOException e) {
    return new FileException(Reason.GONE, e);
  }

  @Override
  public String toString() {
    return "KeptFile";
  }
}
