package im.symbolon.views;

import im.symbolon.messenger.files.FileSource;
import im.symbolon.protocol.files.FileName;
import im.symbolon.protocol.files.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A file that a person wants to send. Nothing of it was read yet. */
public final class Picked {
  private static final Set<String> CLEANED =
      Set.of(
          "image/jpeg",
          "image/png",
          "image/webp",
          "image/heic",
          "image/heif",
          "image/avif",
          "video/mp4",
          "video/3gpp",
          "video/quicktime");

  private final FileSource source;

  /** Whether it says where it was made, when it is sent. */
  public enum Place {
    /** It is none that would. */
    NONE,
    /** That is left out, if a person does not want it otherwise. */
    LEFT_OUT,
    /** It may, and nobody can take it out here. */
    STAYS
  }

  private Picked(FileSource source) {
    this.source = source;
  }

  /** A file on this device. */
  public static Picked of(Path file) {
    return new Picked(FileSource.of(file));
  }

  /** Something that is in memory; takes it over. */
  public static Picked of(String name, byte[] content) {
    return new Picked(new InMemory(FileName.clean(name), content, Optional.empty()));
  }

  static Picked of(FileSource source) {
    return new Picked(source);
  }

  static Picked recording(String name, byte[] content, Duration length) {
    return new Picked(new InMemory(FileName.clean(name), content, Optional.of(length)));
  }

  private static final class InMemory implements FileSource {
    private final FileName name;
    private final byte[] content;
    private final Optional<Duration> length;

    InMemory(FileName name, byte[] content, Optional<Duration> length) {
      this.name = name;
      this.content = content;
      this.length = length;
    }

    @Override
    public FileName name() {
      return name;
    }

    @Override
    public long size() {
      return content.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(content);
    }

    @Override
    public Optional<Duration> length() {
      return length;
    }
  }

  FileSource source() {
    return source;
  }

  /** As others will see it. */
  public String name() {
    return source.name().value();
  }

  public FileItem.Kind kind() {
    return FileItem.kind(source.type(), OptionalLong.empty());
  }

  public Place place() {
    MediaType type = source.type();
    if (CLEANED.contains(type.value())) {
      return Place.LEFT_OUT;
    }
    return type.isImage() || type.value().startsWith("video/") ? Place.STAYS : Place.NONE;
  }

  /** In bytes, now. Not on the UI thread. */
  public long size() throws IOException {
    return source.size();
  }

  /** From its beginning; the caller closes it. Not on the UI thread. */
  public InputStream open() throws IOException {
    return source.open();
  }
}
