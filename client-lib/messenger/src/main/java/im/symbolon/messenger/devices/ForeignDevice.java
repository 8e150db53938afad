package im.symbolon.messenger.devices;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A device on the own account that is not in its signed list: another client of the owner's, or of
 * somebody who has the password. Nothing is encrypted to it.
 *
 * @param fingerprint of the key that it publishes; empty while it could not be had
 */
public record ForeignDevice(DeviceId id, Optional<Fingerprint> fingerprint, Instant foundAt) {
  public ForeignDevice {
    Objects.requireNonNull(id);
    Objects.requireNonNull(fingerprint);
    Objects.requireNonNull(foundAt);
  }
}
