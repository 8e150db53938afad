package im.symbolon.messenger.chat;

import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.OmemoVersion;
import java.util.Objects;

/**
 * What speaks for a message that came from another device, for a screen to mark it by.
 *
 * @param trust what was thought of the sending device when the message came
 * @param version the one it came in. In {@link OmemoVersion#LEGACY}, every device that got the
 *     message can make another one with the same keys: who wrote it is authentic, what it says only
 *     as far as all its recipients are honest
 */
public record Provenance(Trust trust, OmemoVersion version) {
  public Provenance {
    Objects.requireNonNull(trust);
    Objects.requireNonNull(version);
  }

  /** True when another reader of the message could have changed what it says (REVIEW 31). */
  public boolean isIntegrityWeak() {
    return version == OmemoVersion.LEGACY;
  }
}
