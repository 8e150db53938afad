package im.symbolon.protocol.omemo;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import java.util.List;
import java.util.Optional;

/** One OMEMO message of either version: its key, sealed for each recipient, and its payload. */
public sealed interface OmemoElement permits EncryptedElement, LegacyElement {
  OmemoVersion version();

  /** The sending device; whose it is, the stanza says. */
  DeviceId sender();

  /**
   * The entries that may be for that device: at most one in OMEMO 2; in legacy OMEMO, which does
   * not say whose a device is, all that bear its id.
   */
  List<KeyEntry> entriesFor(DeviceAddress device);

  /** The sealed content, absent in an empty message. */
  Optional<SealedContent> content();

  /** True when the message serves sessions only and carries no content. */
  default boolean isEmptyMessage() {
    return !content().isPresent();
  }
}
