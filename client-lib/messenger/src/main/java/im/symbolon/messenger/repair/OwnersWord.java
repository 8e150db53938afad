package im.symbolon.messenger.repair;

import im.symbolon.messenger.records.RecipientSnapshots.Recipient;
import im.symbolon.messenger.records.RecipientSnapshots.Snapshot;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.keys.Fingerprint;
import java.util.Objects;
import java.util.Optional;

/**
 * A person's signed list, asked about what was written to them before. When a device was added is
 * what the list says itself; and whoever makes up a root can make up the past with it. So a list
 * has a say about a message only if its root counted already when that was sealed, or if a device
 * that got the message has signed that it belongs to that root (REVIEW 6).
 *
 * @param list empty for people without one
 */
record OwnersWord(BareJid account, Optional<AcceptedList> list) {
  OwnersWord {
    Objects.requireNonNull(account);
    Objects.requireNonNull(list);
  }

  /** The root that counts now. */
  Optional<AccountRoot> root() {
    return list.map(AcceptedList::root);
  }

  /** True when it has a say about that message. */
  boolean isAbout(Snapshot sent) {
    return list.isPresent()
        && (sent.root().equals(root()) || sent.recipients().stream().anyMatch(this::isMember));
  }

  private boolean isMember(Recipient recipient) {
    return isMember(recipient.device(), recipient.identity());
  }

  /** True for a device that signed with that key that it belongs to the root. */
  boolean isMember(DeviceAddress device, Fingerprint key) {
    return device.account().equals(account)
        && list.flatMap(each -> each.device(device.device(), key))
            .map(ListedDevice::kind)
            .equals(Optional.of(DeviceKind.SYMBOLON));
  }
}
