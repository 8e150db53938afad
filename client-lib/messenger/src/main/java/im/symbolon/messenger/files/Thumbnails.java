package im.symbolon.messenger.files;

import im.symbolon.protocol.files.Dimensions;
import im.symbolon.protocol.files.Thumbnail;
import java.io.IOException;
import java.util.Optional;

/** Makes small pictures of files; the platform knows how. */
@FunctionalInterface
public interface Thumbnails {
  /** Makes none. */
  Thumbnails NONE = source -> Optional.empty();

  /**
   * How a picture looks.
   *
   * @param small the whole picture, made small
   */
  record Look(Dimensions dimensions, Optional<Thumbnail> small) {}

  /** Empty for what is no picture, or too large to be looked at. */
  Optional<Look> of(FileSource source) throws IOException;
}
