package im.symbolon.messenger.repair;

import im.symbolon.messenger.records.RecipientSnapshots.Recipient;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/** Whether a message was meant for a device that asks for it again (REVIEW 7). */
final class Entitlement {
  private Entitlement() {}

  /**
   * True when it was sealed for the very key that the device has; if it was not sealed for it at
   * all, when the device was in its owner's list by then.
   *
   * @param then the device as it was when the message was sealed, if it was for it
   * @param sealed when, at the latest
   */
  static boolean wasMeant(Optional<Recipient> then, ListedDevice listed, Instant sealed) {
    return then.isPresent()
        ? then.get().identity().equals(Fingerprint.of(listed.identity()))
        : !listed.added().isAfter(sealed);
  }
}
