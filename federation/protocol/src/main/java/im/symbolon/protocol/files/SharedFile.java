package im.symbolon.protocol.files;

import java.util.Objects;
import java.util.Optional;

/**
 * A file that a message shares (XEP-0447).
 *
 * @param inline whether it is to be shown in the chat rather than be offered
 * @param source empty while it is not uploaded, and when there is none that is sealed with a cipher
 *     that is known here
 */
public record SharedFile(FileMetadata metadata, boolean inline, Optional<SealedSource> source) {
  public SharedFile {
    Objects.requireNonNull(metadata);
    Objects.requireNonNull(source);
  }

  /** The same, which lies there. */
  public SharedFile at(SealedSource place) {
    return new SharedFile(metadata, inline, Optional.of(place));
  }

  /** Without what it is: that does not belong into logs. */
  @Override
  public String toString() {
    return "SharedFile";
  }
}
