package im.symbolon.service.policy;

import im.symbolon.protocol.OmemoVersion;
import java.util.Optional;

/**
 * What messages of a scope must be.
 *
 * @param encrypted whether text must be encrypted from end to end
 * @param minimum the oldest version of OMEMO that encrypted messages may use; empty for any, and
 *     for encryption that is not OMEMO
 */
public record Requirement(boolean encrypted, Optional<OmemoVersion> minimum) {
  /** Everything passes. */
  public static final Requirement NONE = new Requirement(false, Optional.empty());

  /** What satisfies both. */
  Requirement and(Requirement other) {
    Optional<OmemoVersion> later =
        minimum.isPresent() && other.minimum.isPresent()
            ? (minimum.get().compareTo(other.minimum.get()) > 0 ? minimum : other.minimum)
            : minimum.or(() -> other.minimum);
    return new Requirement(encrypted || other.encrypted, later);
  }
}
