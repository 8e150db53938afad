package im.symbolon.messenger.backup;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.devices.Grant;
import im.symbolon.messenger.devices.GrantException;
import im.symbolon.messenger.devices.OwnList;
import im.symbolon.messenger.devices.Recovery;
import im.symbolon.messenger.history.Cursor;
import im.symbolon.messenger.history.Reader;
import im.symbolon.messenger.linking.Handover;
import im.symbolon.messenger.records.BackupEntries;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.TrustStates;
import im.symbolon.messenger.records.wire.PersonTrustHandoverRecord;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.ratchet.account.RecoveryException;
import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.account.SealedRoot;
import im.symbolon.ratchet.backup.BackupException;
import im.symbolon.ratchet.backup.BackupException.Reason;
import im.symbolon.ratchet.backup.BackupSealer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/** Writes backups, and makes a new device from one. Thread-safe. */
public final class Backup {
  private static final int STEP_BYTES = 128 * 1024;

  private final Surroundings surroundings;
  private final OwnList list;
  private final Recovery recovery;

  public Backup(Surroundings surroundings, OwnList list, Recovery recovery) {
    this.surroundings = surroundings;
    this.list = list;
    this.recovery = recovery;
  }

  /**
   * Writes everything. Until this returns, what was written is no backup; the stream stays open.
   *
   * @return how many messages there are in it
   * @throws BackupException WRONG_KEY when the recovery key is not this account's: nobody could
   *     make a device of the backup. Nothing was written
   * @throws GrantException CANNOT_GRANT when this device is not linked, or has no sealed root.
   *     Nothing was written
   */
  public long write(OutputStream out, RecoveryKey key)
      throws IOException, StoreException, BackupException, GrantException {
    try (Grant grant = list.grant()) {
      requireRight(grant, key);
      List<PersonTrustHandoverRecord> people =
          surroundings
              .store()
              .transaction(rows -> new TrustStates(rows, surroundings.account()).all());
      try (SealingStream sealed =
          new SealingStream(out, BackupSealer.begin(key, surroundings.entropy()))) {
        BackupEntries.write(new Handover(grant, people, true).record(), sealed);
        long messages = history(sealed);
        sealed.finish();
        return messages;
      }
    }
  }

  private void requireRight(Grant grant, RecoveryKey key) throws BackupException, GrantException {
    SealedRoot root =
        grant
            .sealedRoot()
            .orElseThrow(
                () ->
                    new GrantException(
                        GrantException.Reason.CANNOT_GRANT,
                        "This device does not have the sealed account root."));
    try {
      root.open(surroundings.account(), key).close();
    } catch (RecoveryException e) {
      throw new BackupException(Reason.WRONG_KEY, "this is not the account's recovery key");
    }
  }

  private long history(OutputStream out) throws IOException, StoreException {
    long messages = 0;
    Optional<Cursor> from = Optional.empty();
    do {
      Optional<Cursor> last = from;
      Reader.Step step =
          surroundings.store().transaction(rows -> new Reader(rows).after(last, STEP_BYTES));
      for (Messages.Placed each : step.messages()) {
        BackupEntries.write(each, out);
        messages++;
      }
      from = step.next();
    } while (from.isPresent());
    return messages;
  }

  /**
   * Makes this device, which is UNLINKED, a member of the account, with everything that the backup
   * has. Contacts are not alarmed. When the list key of the backup was revoked since, the root
   * certifies a new one, and the account's other devices have to be linked again.
   *
   * <p>The history is taken as it is read, and stays when the backup turns out to be cut short or
   * damaged further on: it is authentic, and another copy adds the rest. All else is taken at the
   * end, or not at all.
   *
   * @throws BackupException for every reason; the device is as UNLINKED as before
   * @throws GrantException when the device is not UNLINKED, or the backup is of another account, or
   *     of an earlier root of this one. Nothing was taken but history of this account
   */
  public Restored restore(InputStream in, RecoveryKey key)
      throws IOException, StoreException, BackupException, GrantException {
    return new Restoration(surroundings, list, recovery, key).run(in);
  }
}
