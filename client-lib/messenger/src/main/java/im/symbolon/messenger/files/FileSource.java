package im.symbolon.messenger.files;

import im.symbolon.protocol.files.FileName;
import im.symbolon.protocol.files.MediaType;
import im.symbolon.protocol.files.MediaTypes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A file that somebody wants to send; it can be read more than once. */
public interface FileSource {
  /** As it is shown to those who get it. */
  FileName name();

  /** In bytes, now. */
  long size() throws IOException;

  /** From its beginning; the caller closes it. */
  InputStream open() throws IOException;

  /** By its name. */
  default MediaType type() {
    return MediaTypes.ofExtension(name().extension());
  }

  /** How long it plays, where that is known. */
  default Optional<Duration> length() {
    return Optional.empty();
  }

  /** A file on this device. */
  static FileSource of(Path file) {
    Path last = file.getFileName();
    FileName name = FileName.clean(last == null ? "" : last.toString());
    return new FileSource() {
      @Override
      public FileName name() {
        return name;
      }

      @Override
      public long size() throws IOException {
        return Files.size(file);
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }
    };
  }
}
