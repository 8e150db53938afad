package im.symbolon.messenger.groups;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.keys.IdentityKey;
import java.util.Objects;
import java.util.Optional;

/**
 * A device that reads OMEMO and no sender chains.
 *
 * @param pinned the one key that it may have: an admin saw it, or its owner signed it; empty for
 *     one that nobody vouches for, of which our own trust decides
 */
public record ForeignDevice(DeviceAddress device, Optional<IdentityKey> pinned) {
  public ForeignDevice {
    Objects.requireNonNull(device);
    Objects.requireNonNull(pinned);
  }

  /** True when that may be its key. */
  public boolean mayShow(IdentityKey shown) {
    return !pinned.isPresent() || pinned.get().isSameKeyAs(shown);
  }
}
