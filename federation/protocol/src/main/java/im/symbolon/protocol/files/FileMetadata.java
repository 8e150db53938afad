package im.symbolon.protocol.files;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a file is said to be (XEP-0446).
 *
 * @param size in bytes, 0 to {@value #MAX_SIZE}; empty when it was not told
 * @param hashes of the file itself
 * @param dimensions of a picture or film
 * @param length of a recording
 */
public record FileMetadata(
    FileName name,
    MediaType type,
    Optional<Long> size,
    List<FileHash> hashes,
    Optional<Dimensions> dimensions,
    Optional<Duration> length,
    Optional<Thumbnail> thumbnail) {
  /** More than one key may encrypt (64 GiB) is no size of a file. */
  public static final long MAX_SIZE = (1L << 36) - 32;

  public FileMetadata {
    Objects.requireNonNull(name);
    Objects.requireNonNull(type);
    Objects.requireNonNull(size);
    hashes = List.copyOf(hashes);
    Objects.requireNonNull(dimensions);
    Objects.requireNonNull(length);
    Objects.requireNonNull(thumbnail);
    if (size.isPresent() && (size.get() < 0 || size.get() > MAX_SIZE)) {
      throw new IllegalArgumentException("not the size of a file");
    }
  }

  /** A file of which no more is known. */
  public static FileMetadata of(FileName name, MediaType type) {
    return new FileMetadata(
        name,
        type,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same of that size and hash. */
  public FileMetadata sized(long bytes, FileHash hash) {
    return new FileMetadata(
        name, type, Optional.of(bytes), List.of(hash), dimensions, length, thumbnail);
  }

  /** The same, looking so. */
  public FileMetadata looking(Optional<Dimensions> seen, Optional<Thumbnail> small) {
    return new FileMetadata(name, type, size, hashes, seen, length, small);
  }

  /** The same, lasting so long. */
  public FileMetadata lasting(Duration played) {
    return new FileMetadata(name, type, size, hashes, dimensions, Optional.of(played), thumbnail);
  }

  /** Without what it is: that does not belong into logs. */
  @Override
  public String toString() {
    return "FileMetadata";
  }
}
