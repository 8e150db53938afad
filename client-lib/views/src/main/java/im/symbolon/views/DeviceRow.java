package im.symbolon.views;

import im.symbolon.messenger.trust.KnownDevice;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.keys.Fingerprint;

/**
 * A device of another person, for who wants to know it exactly.
 *
 * @param fingerprint in groups; empty before it showed a key
 */
public record DeviceRow(String id, String fingerprint, Trust trust, boolean verified) {
  static DeviceRow of(KnownDevice device) {
    return new DeviceRow(
        device.id().toString(),
        device.fingerprint().map(Fingerprint::grouped).orElse(""),
        device.trust(),
        device.isVerified());
  }
}
