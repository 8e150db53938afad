package im.symbolon.messenger.xmpp;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A place in an archive: behind one message, or a moment.
 *
 * @param id the archive's id of the message; empty when only the time is known
 * @param since its time, from which to go on when the archive does not have it any more; {@link
 *     Instant#EPOCH} for an archive's beginning
 */
public record ArchivePoint(Optional<String> id, Instant since) {
  /** Before everything. */
  public static final ArchivePoint BEGINNING = since(Instant.EPOCH);

  public ArchivePoint {
    Objects.requireNonNull(id);
    Objects.requireNonNull(since);
  }

  public static ArchivePoint behind(String id, Instant since) {
    return new ArchivePoint(Optional.of(id), since);
  }

  public static ArchivePoint since(Instant since) {
    return new ArchivePoint(Optional.empty(), since);
  }

  /** The same for an archive that does not have the message any more. */
  public ArchivePoint byTime() {
    return since(since);
  }

  /** True for the same place, whatever is known of its time. */
  public boolean isAt(ArchivePoint other) {
    return id.isPresent() ? id.equals(other.id) : equals(other);
  }
}
