package im.symbolon.messenger.devices;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.OwnSightings;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.Tombstone;
import im.symbolon.ratchet.account.AccountRootPair;
import im.symbolon.ratchet.account.ListKeyPair;
import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.account.SealedRoot;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes roots and list keys, within one transaction: all of it is stored, or nothing. */
final class Founding {
  /** Only the recovery key can renew a certificate, so it outlives most accounts. */
  private static final Duration CERTIFICATE = Duration.ofDays(3650);

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Rows rows;
  private final OwnAccount account;
  private final Pen pen;

  Founding(Surroundings surroundings, ThisDevice self, Rows rows) {
    this.surroundings = surroundings;
    this.self = self;
    this.rows = rows;
    this.account = new OwnAccount(rows);
    this.pen = new Pen(surroundings, self, rows);
  }

  /** A new root, with this device as the first and only one. */
  void found(Outcome outcome) throws StoreException {
    try (AccountRootPair root = AccountRootPair.generate(surroundings.entropy());
        RecoveryKey recovery = RecoveryKey.generate(surroundings.entropy());
        ListKeyPair listKey = ListKeyPair.generate(surroundings.entropy())) {
      become(Membership.LINKED, outcome);
      account.sealedRoot(SealedRoot.seal(root, self.account(), recovery, surroundings.entropy()));
      account.recoveryKey(recovery);
      ListKeyCertificate certificate = certify(root, listKey, 1);
      pen.first(certificate, Roster.empty().with(pen.self(certificate, Optional.empty())));
    }
  }

  /**
   * Another list key under the same root: every older one is dead from now on (REVIEW 2). The list
   * goes on with the same devices, this one among them, and all of ours are sent the key.
   */
  SignedDeviceList rekey(
      AccountRootPair root, SignedDeviceList before, Roster roster, Outcome outcome)
      throws StoreException {
    try (ListKeyPair listKey = ListKeyPair.generate(surroundings.entropy())) {
      if (account.membership() != Membership.LINKED) {
        become(Membership.LINKED, outcome);
      }
      ListKeyCertificate certificate = certify(root, listKey, before.serial() + 1);
      Roster here = revived(roster).with(pen.self(certificate, before.device(self.id())));
      SignedDeviceList list = pen.firstAfter(before, certificate, here);
      new KeySuccession(surroundings, self).give(rows, list, outcome);
      return list;
    }
  }

  /** Whoever holds the recovery key is in again, whatever a stolen device has signed. */
  private Roster revived(Roster roster) {
    SortedMap<DeviceId, Tombstone> left = new TreeMap<>(roster.tombstones());
    left.remove(self.id());
    return new Roster(roster.devices(), left);
  }

  private ListKeyCertificate certify(AccountRootPair root, ListKeyPair listKey, long serial)
      throws StoreException {
    account.listKey(listKey);
    Instant expires = pen.now().plus(CERTIFICATE);
    return root.certify(self.account(), listKey.listKey(), serial, expires);
  }

  /**
   * The list without this device, which is none of its account's any more. Empty, and nothing has
   * changed, when it cannot sign one, or no other of ours would be left to go on with it.
   */
  Optional<SignedDeviceList> leave(Outcome outcome) throws StoreException {
    Optional<SignedDeviceList> list = account.accepted();
    if (!list.isPresent() || !pen.canSign(list.get().certificate())) {
      return Optional.empty();
    }
    Roster before = Roster.of(list.get());
    Optional<ListedDevice> here = before.device(self.id());
    boolean others =
        before.devices().values().stream()
            .anyMatch(each -> !each.id().equals(self.id()) && each.kind() == DeviceKind.SYMBOLON);
    if (!here.isPresent() || !others) {
      return Optional.empty();
    }
    SignedDeviceList last = pen.next(list.get(), before.without(here.get(), pen.now()));
    become(Membership.REMOVED, outcome);
    return Optional.of(last);
  }

  /** Tells it, too. */
  void become(Membership membership, Outcome outcome) throws StoreException {
    Instant now = surroundings.clock().instant();
    account.become(self.account(), membership, now);
    if (membership == Membership.LINKED) {
      new OwnSightings(rows).said(now);
    }
    outcome.news(listener -> listener.membershipChanged(membership));
    outcome.devicesChanged(self.account());
  }
}
