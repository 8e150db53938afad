package im.symbolon.messenger.backup;

import com.google.protobuf.InvalidProtocolBufferException;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.devices.Grant;
import im.symbolon.messenger.devices.GrantException;
import im.symbolon.messenger.devices.OwnList;
import im.symbolon.messenger.devices.Recovery;
import im.symbolon.messenger.linking.Handover;
import im.symbolon.messenger.records.BackupEntries;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.TrustStates;
import im.symbolon.messenger.records.wire.BackupEntryRecord;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.ratchet.account.RecoveryException;
import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.account.SealedRoot;
import im.symbolon.ratchet.backup.BackupException;
import im.symbolon.ratchet.backup.BackupException.Reason;
import im.symbolon.ratchet.primitives.Ed25519;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One restoring. */
final class Restoration {
  private static final int MESSAGES_AT_ONCE = 100;

  private final Surroundings surroundings;
  private final OwnList list;
  private final Recovery recovery;
  private final RecoveryKey key;
  private long messages;

  Restoration(Surroundings surroundings, OwnList list, Recovery recovery, RecoveryKey key) {
    this.surroundings = surroundings;
    this.list = list;
    this.recovery = recovery;
    this.key = key;
  }

  Restored run(InputStream in) throws IOException, StoreException, BackupException, GrantException {
    try (OpeningStream opened = new OpeningStream(in, key);
        Handover handover = head(opened)) {
      SignedDeviceList base = base(handover.grant());
      List<TrustStates.State> people = TrustStates.read(handover.people());
      history(opened);
      become(handover.grant(), base, people);
      return new Restored(messages, people.size());
    } catch (OpeningStream.BrokenBackup e) {
      throw e.why();
    } catch (InvalidProtocolBufferException | ProtocolException e) {
      throw new BackupException(Reason.DAMAGED, "this backup cannot be read");
    }
  }

  private static Handover head(InputStream in)
      throws IOException, BackupException, ProtocolException {
    Optional<BackupEntryRecord> first = BackupEntries.next(in);
    if (!first.isPresent() || !first.get().hasHead()) {
      throw new BackupException(Reason.DAMAGED, "this backup has no beginning");
    }
    if (first.get().getHead().getVersion() > Handover.VERSION) {
      throw new BackupException(Reason.NEWER_VERSION, "this backup is of a newer version");
    }
    return Handover.of(first.get().getHead());
  }

  /** The list to go on from: what the server shows, or what the backup knows, if that is newer. */
  private SignedDeviceList base(Grant grant) throws StoreException, GrantException {
    Optional<SignedDeviceList> shown = list.observed();
    if (!shown.isPresent()) {
      throw new GrantException(
          list.membership() == Membership.REMOVED
              ? GrantException.Reason.REMOVED
              : GrantException.Reason.ALREADY_LINKED,
          "This device does not wait to be linked.");
    }
    SignedDeviceList kept = grant.list();
    boolean ours =
        kept.account().equals(surroundings.account())
            && kept.root().equals(shown.get().root())
            && isValid(kept)
            && grant.sealedRoot().filter(root -> root.root().equals(kept.root())).isPresent();
    if (!ours) {
      throw new GrantException(
          GrantException.Reason.NOT_VALID, "This backup is not of this account as it is now.");
    }
    return kept.isNewerThan(shown.get()) ? kept : shown.get();
  }

  private static boolean isValid(SignedDeviceList list) {
    try {
      list.verify(Ed25519::verify);
      return true;
    } catch (ProtocolException e) {
      return false;
    }
  }

  private void history(InputStream in) throws IOException, StoreException, ProtocolException {
    List<Messages.Placed> step = new ArrayList<>();
    Optional<BackupEntryRecord> next = BackupEntries.next(in);
    while (next.isPresent()) {
      BackupEntries.message(next.get(), surroundings.account()).ifPresent(step::add);
      if (step.size() >= MESSAGES_AT_ONCE) {
        insert(step);
        step.clear();
      }
      next = BackupEntries.next(in);
    }
    insert(step);
  }

  private void insert(List<Messages.Placed> step) throws StoreException {
    messages +=
        surroundings
            .store()
            .transaction(
                rows -> {
                  long added = 0;
                  for (Messages.Placed each : step) {
                    added += new Messages(rows).insert(each) ? 1 : 0;
                  }
                  return added;
                });
  }

  private void become(Grant grant, SignedDeviceList base, List<TrustStates.State> people)
      throws StoreException, GrantException, BackupException {
    if (base.certificate().key().equals(grant.listKey().listKey())) {
      Outcome outcome = new Outcome();
      Grant newest = new Grant(grant.listKey(), base, grant.sealedRoot());
      surroundings
          .store()
          .<Void, GrantException>transaction(
              rows -> {
                list.adopt(rows, newest, outcome);
                new TrustStates(rows, surroundings.account()).take(people);
                return null;
              });
      list.done(outcome);
    } else {
      surroundings.store().transaction(rows -> prepare(rows, grant, base, people));
      renew();
    }
  }

  /** Everything but the membership, which the root gives. */
  private Void prepare(
      Rows rows, Grant grant, SignedDeviceList base, List<TrustStates.State> people)
      throws StoreException {
    OwnAccount account = new OwnAccount(rows);
    SealedRoot root = grant.sealedRoot().get();
    account.sealedRoot(root);
    account.list(base, true);
    new TrustStates(rows, surroundings.account()).take(people);
    return null;
  }

  private void renew() throws StoreException, GrantException, BackupException {
    try {
      if (!recovery.renew(key)) {
        throw new GrantException(
            GrantException.Reason.NOT_VALID, "The account's list is not known.");
      }
    } catch (RecoveryException e) {
      throw new BackupException(Reason.WRONG_KEY, "this is not the account's recovery key");
    }
  }
}
