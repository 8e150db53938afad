package im.symbolon.views;

import im.symbolon.protocol.files.Dimensions;
import im.symbolon.protocol.files.FileMetadata;
import im.symbolon.protocol.files.FileName;
import im.symbolon.protocol.files.MediaType;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A file of a line, as its sender describes it.
 *
 * @param name safe to be shown and saved under
 * @param size in bytes
 * @param shape of a picture, as far as it is told
 * @param length of a recording
 * @param small stands for a picture until it is here
 */
public record FileItem(
    String name,
    Kind kind,
    OptionalLong size,
    Optional<Shape> shape,
    Optional<Duration> length,
    Optional<SmallPicture> small) {
  /** Larger pictures are offered as files, in bytes. */
  static final long LARGEST_PICTURE = 32L << 20;

  /** Larger recordings are offered as files, in bytes. */
  static final long LARGEST_VOICE = 16L << 20;

  private static final Set<String> PICTURES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  private static final Set<String> RUN =
      Set.of(
          "exe",
          "msi",
          "bat",
          "cmd",
          "com",
          "scr",
          "pif",
          "ps1",
          "vbs",
          "vbe",
          "js",
          "jse",
          "wsf",
          "wsh",
          "hta",
          "cpl",
          "reg",
          "lnk",
          "jar",
          "jnlp",
          "sh",
          "bash",
          "run",
          "bin",
          "desktop",
          "appimage",
          "deb",
          "rpm",
          "flatpakref",
          "py",
          "pl",
          "rb",
          "app",
          "dmg",
          "pkg",
          "command",
          "apk",
          "iso",
          "img",
          "html",
          "htm",
          "xhtml",
          "svg",
          "url",
          "docm",
          "xlsm",
          "pptm");

  /** One of which nothing is known. */
  static final FileItem UNREADABLE = of(FileMetadata.of(FileName.clean(""), MediaType.UNKNOWN));

  /** How it is shown. */
  public enum Kind {
    PICTURE,
    VOICE,
    FILM,
    FILE
  }

  /**
   * How large a picture is said to be: for its place on the screen, never for memory.
   *
   * @param width in pixels
   * @param height in pixels
   */
  public record Shape(int width, int height) {}

  static FileItem of(FileMetadata said) {
    OptionalLong size =
        said.size().isPresent() ? OptionalLong.of(said.size().get()) : OptionalLong.empty();
    return new FileItem(
        said.name().value(),
        kind(said.type(), size),
        size,
        said.dimensions().map(FileItem::shape),
        said.length(),
        said.thumbnail().map(SmallPicture::of));
  }

  private static Shape shape(Dimensions said) {
    return new Shape(said.width(), said.height());
  }

  static Kind kind(MediaType type, OptionalLong size) {
    if (PICTURES.contains(type.value()) && size.orElse(0) <= LARGEST_PICTURE) {
      return Kind.PICTURE;
    } else if (type.value().equals("audio/ogg") && size.orElse(0) <= LARGEST_VOICE) {
      return Kind.VOICE;
    }
    return type.value().startsWith("video/") ? Kind.FILM : Kind.FILE;
  }

  /** In small letters, without its dot; empty when there is none. */
  public String extension() {
    int dot = name.lastIndexOf('.');
    return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  /** True for what a system may run instead of showing it. */
  public boolean mayRun() {
    return RUN.contains(extension());
  }
}
