package im.symbolon.messenger.devices;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One device of the own account, as its signed list has it.
 *
 * @param label the owner's name for it; may be empty
 * @param lastSeen when something authentic of it last came here; empty for never, and for this one
 */
public record OwnDeviceView(
    DeviceId id,
    Fingerprint fingerprint,
    DeviceKind kind,
    String label,
    Instant added,
    Optional<Instant> lastSeen,
    boolean thisDevice) {
  public OwnDeviceView {
    Objects.requireNonNull(id);
    Objects.requireNonNull(fingerprint);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(label);
    Objects.requireNonNull(added);
    Objects.requireNonNull(lastSeen);
  }

  static OwnDeviceView of(ListedDevice device, Optional<Instant> lastSeen, boolean thisDevice) {
    return new OwnDeviceView(
        device.id(),
        Fingerprint.of(device.identity()),
        device.kind(),
        device.label(),
        device.added(),
        lastSeen,
        thisDevice);
  }
}
