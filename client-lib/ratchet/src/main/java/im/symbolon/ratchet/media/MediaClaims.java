package im.symbolon.ratchet.media;

import im.symbolon.protocol.files.FileHash;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a message says about a file that is to be opened.
 *
 * @param size of the file itself in bytes; empty when it says nothing, as {@code aesgcm:} links
 * @param plain hashes of the file itself
 * @param sealed hashes of the sealed file
 */
public record MediaClaims(OptionalLong size, List<FileHash> plain, List<FileHash> sealed) {
  /** That nothing was said: the tag alone speaks for such a file. */
  public static final MediaClaims NONE =
      new MediaClaims(OptionalLong.empty(), List.of(), List.of());

  public MediaClaims {
    plain = List.copyOf(plain);
    sealed = List.copyOf(sealed);
  }
}
