package im.symbolon.protocol.policy;

import im.symbolon.protocol.OmemoVersion;
import java.util.Objects;
import java.util.Optional;

/**
 * What a domain demands of everybody, unless it agreed otherwise with somebody.
 *
 * @param encrypted whether text must be encrypted from end to end
 * @param minimum the oldest version of OMEMO that is let through; empty for any
 * @param open whether it talks to every domain that it has not shut out
 */
public record PolicyTerms(boolean encrypted, Optional<OmemoVersion> minimum, boolean open) {
  public PolicyTerms {
    Objects.requireNonNull(minimum);
  }
}
