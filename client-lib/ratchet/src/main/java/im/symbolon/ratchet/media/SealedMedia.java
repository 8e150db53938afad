package im.symbolon.ratchet.media;

import im.symbolon.protocol.files.FileHash;
import java.util.Objects;

/**
 * What was sealed, as the message will say it.
 *
 * @param size of the file itself, in bytes
 * @param plain SHA-256 of the file itself
 * @param sealed SHA-256 of the sealed file, with its tag
 */
public record SealedMedia(long size, FileHash plain, FileHash sealed) {
  public SealedMedia {
    Objects.requireNonNull(plain);
    Objects.requireNonNull(sealed);
  }

  /** Bytes of the sealed file. */
  public long sealedSize() {
    return MediaSealer.sealedSize(size);
  }
}
