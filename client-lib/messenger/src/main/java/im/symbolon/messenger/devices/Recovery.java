package im.symbolon.messenger.devices;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.ratchet.account.AccountRootPair;
import im.symbolon.ratchet.account.RecoveryException;
import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.account.SealedRoot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * What the recovery key is for: the account root, which no device can use without it. Thread-safe.
 */
public final class Recovery {
  private final OwnList list;

  public Recovery(OwnList list) {
    this.list = list;
  }

  /**
   * The key that was made here and that nobody confirmed yet; close it. It is to be shown until the
   * person has written it down.
   */
  public Optional<RecoveryKey> unconfirmedKey() throws StoreException {
    return list.transaction(rows -> new OwnAccount(rows).recoveryKey());
  }

  /** The person has the key: this device forgets it, and with it all that could open the root. */
  public void confirmed() throws StoreException {
    list.transaction(
        rows -> {
          new OwnAccount(rows).forgetRecoveryKey();
          return null;
        });
  }

  /**
   * Shuts a stolen device out, whatever it signs from now on: the root certifies a new list key,
   * and the device is removed. Contacts are not alarmed. The other devices stay in the list, and
   * are sent the new key: whatever the stolen device had linked, {@link OwnDevices#all} shows, and
   * has to go with it, see {@link #revoke(RecoveryKey, Set)}.
   *
   * @return false when this device knows no sealed root, or no list of it
   * @throws RecoveryException WRONG_KEY or DAMAGED; nothing has changed
   */
  public boolean revoke(RecoveryKey key, DeviceId stolen) throws StoreException, RecoveryException {
    return revoke(key, Set.of(stolen));
  }

  /**
   * The same for several at once: a stolen device, and those that nobody knows since. One that was
   * removed before could be linked again until the key is another.
   *
   * @return false when this device knows no sealed root, or no list of it
   * @throws RecoveryException WRONG_KEY or DAMAGED; nothing has changed
   */
  public boolean revoke(RecoveryKey key, Set<DeviceId> stolen)
      throws StoreException, RecoveryException {
    if (stolen.contains(list.self().id())) {
      throw new IllegalArgumentException("This device is here; revoke it on another one.");
    }
    return rekey(key, stolen);
  }

  /**
   * A new list key, and nobody is removed: when one has leaked, or its certificate ends.
   *
   * @return false when this device knows no sealed root, or no list of it
   * @throws RecoveryException WRONG_KEY or DAMAGED; nothing has changed
   */
  public boolean renew(RecoveryKey key) throws StoreException, RecoveryException {
    return rekey(key, Set.of());
  }

  private boolean rekey(RecoveryKey key, Set<DeviceId> stolen)
      throws StoreException, RecoveryException {
    return list.<Boolean, RecoveryException>refound(
        (rows, founding, outcome) -> rekey(rows, founding, key, stolen, outcome));
  }

  private boolean rekey(
      Rows rows, Founding founding, RecoveryKey key, Set<DeviceId> stolen, Outcome outcome)
      throws StoreException, RecoveryException {
    OwnAccount account = new OwnAccount(rows);
    Optional<SealedRoot> sealed = account.sealedRoot();
    Optional<SignedDeviceList> before = account.list().map(OwnAccount.Kept::list);
    if (!sealed.isPresent()
        || !before.isPresent()
        || !before.get().root().equals(sealed.get().root())) {
      return false;
    }
    Roster roster = Roster.of(before.get());
    Instant now = list.surroundings().clock().instant().truncatedTo(ChronoUnit.SECONDS);
    for (ListedDevice each : before.get().devices()) {
      roster = stolen.contains(each.id()) ? roster.without(each, now) : roster;
    }
    try (AccountRootPair root = sealed.get().open(list.self().account(), key)) {
      founding.rekey(root, before.get(), roster, outcome);
    }
    return true;
  }

  /**
   * Begins the account anew, with another root and a new recovery key, and this device as the only
   * one. For when no other device and no recovery key is left: all who verified this person are
   * alarmed, and have to verify again.
   */
  public void startOver() throws StoreException {
    list.<Void, StoreException>refound(
        (rows, founding, outcome) -> {
          founding.found(outcome);
          new OwnAccount(rows).startOver();
          return null;
        });
  }
}
