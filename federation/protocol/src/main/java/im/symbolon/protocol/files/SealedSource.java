package im.symbolon.protocol.files;

import java.util.List;
import java.util.Objects;

/**
 * Where a sealed file lies, and its key (XEP-0448).
 *
 * @param hashes of the sealed file
 * @param urls at least one; all have the same
 */
public record SealedSource(FileKey key, List<FileHash> hashes, List<FileUrl> urls) {
  public SealedSource {
    Objects.requireNonNull(key);
    hashes = List.copyOf(hashes);
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("a source is somewhere");
    }
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "SealedSource";
  }
}
