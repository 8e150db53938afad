package im.symbolon.messenger.devices;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.devices.GrantException.Reason;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Work;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.ratchet.account.ListKeyPair;
import im.symbolon.ratchet.primitives.Ed25519;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The account's signed device list, as this device keeps it. Every change is one transaction, after
 * which the list that it made is the one that counts here; {@link OwnRound} brings it to the
 * server, now or when it can. Thread-safe.
 */
public final class OwnList {
  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Consumer<Outcome> act;

  /**
   * @param act does what is due after each transaction
   */
  public OwnList(Surroundings surroundings, ThisDevice self, Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.self = self;
    this.act = act;
  }

  /** Whether this device belongs to its account. */
  public Membership membership() throws StoreException {
    return surroundings.store().transaction(rows -> new OwnAccount(rows).membership());
  }

  /** The accepted list; empty unless this device is LINKED. */
  public Optional<SignedDeviceList> accepted() throws StoreException {
    return surroundings.store().transaction(rows -> new OwnAccount(rows).accepted());
  }

  /**
   * The list that the server shows while this device is UNLINKED: valid, but nothing says that it
   * is really this account's. Empty in every other case.
   */
  public Optional<SignedDeviceList> observed() throws StoreException {
    return surroundings
        .store()
        .transaction(
            rows -> {
              OwnAccount account = new OwnAccount(rows);
              return account.membership() == Membership.UNLINKED
                  ? account.list().map(OwnAccount.Kept::list)
                  : Optional.empty();
            });
  }

  /**
   * What makes another device a member; close it. To be handed over only after a person agreed.
   *
   * @throws GrantException CANNOT_GRANT
   */
  public Grant grant() throws StoreException, GrantException {
    return surroundings
        .store()
        .<Grant, GrantException>transaction(
            rows -> {
              OwnAccount account = new OwnAccount(rows);
              Optional<SignedDeviceList> list = account.accepted();
              Pen pen = new Pen(surroundings, self, rows);
              if (!list.isPresent() || !pen.canSign(list.get().certificate())) {
                throw new GrantException(
                    Reason.CANNOT_GRANT, "This device cannot link others to the account.");
              }
              ListKeyPair key = account.listKey().get();
              return new Grant(key, list.get(), account.sealedRoot());
            });
  }

  /**
   * Takes a grant and becomes a member, in one transaction: keys, list and root are stored, and
   * this device stands in the next list. Also for a member whose list key was revoked, and who gets
   * the next one. The caller is sure of whom the grant is from, and closes it.
   *
   * @throws GrantException when it is not taken; nothing has changed
   */
  public void adoptGrant(Grant grant) throws StoreException, GrantException {
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .<Void, GrantException>transaction(
            rows -> {
              adopt(rows, grant, outcome);
              return null;
            });
    done(outcome);
  }

  /**
   * The same as {@link #adoptGrant}, in a transaction of the caller's, who calls {@link #done} once
   * that was committed. When it is refused, nothing was written.
   *
   * @throws GrantException when it is not taken
   */
  public void adopt(Rows rows, Grant grant, Outcome outcome) throws StoreException, GrantException {
    SignedDeviceList list = grant.list();
    requireValid(grant);
    Pen pen = new Pen(surroundings, self, rows);
    OwnAccount account = pen.account();
    Optional<SignedDeviceList> before = account.accepted();
    if (before.isPresent()) {
      requireNext(pen, before.get(), list);
    } else {
      new Founding(surroundings, self, rows).become(Membership.LINKED, outcome);
    }
    account.listKey(grant.listKey());
    if (grant.sealedRoot().isPresent()) {
      account.sealedRoot(grant.sealedRoot().get());
    }
    pen.accept(list, true);
    pen.next(list, pen.here(list));
    outcome.keysDue();
  }

  private void requireValid(Grant grant) throws GrantException {
    SignedDeviceList list = grant.list();
    boolean ours =
        list.account().equals(self.account())
            && list.certificate().key().equals(grant.listKey().listKey())
            && !grant.sealedRoot().filter(each -> !each.root().equals(list.root())).isPresent();
    try {
      list.verify(Ed25519::verify);
    } catch (ProtocolException e) {
      ours = false;
    }
    if (!ours) {
      throw new GrantException(Reason.NOT_VALID, "This is not the key to this account.");
    }
    if (list.tombstone(self.id()).isPresent()) {
      throw new GrantException(Reason.REMOVED, "This device was removed from the account.");
    }
  }

  private static void requireNext(Pen pen, SignedDeviceList before, SignedDeviceList granted)
      throws StoreException, GrantException {
    if (pen.canSign(before.certificate())) {
      throw new GrantException(Reason.ALREADY_LINKED, "This device is linked already.");
    }
    if (!granted.root().equals(before.root()) || granted.serial() < before.serial()) {
      throw new GrantException(Reason.NOT_VALID, "This is not the key to this account.");
    }
  }

  /** Changes who is in the list; nothing happens unless this device can sign it. */
  boolean edit(Edit edit) throws StoreException {
    Outcome outcome = new Outcome();
    boolean done = transaction(rows -> edit(rows, edit));
    outcome.devicesChanged(self.account());
    act.accept(due(outcome));
    return done;
  }

  private boolean edit(Rows rows, Edit edit) throws StoreException {
    Pen pen = new Pen(surroundings, self, rows);
    Optional<SignedDeviceList> list = pen.account().accepted();
    if (!list.isPresent() || !pen.canSign(list.get().certificate())) {
      return false;
    }
    Roster before = Roster.of(list.get());
    Roster after = edit.apply(rows, before);
    if (!after.equals(before)) {
      pen.next(list.get(), after);
    }
    return true;
  }

  /** One change of a roster, in the transaction that signs it. */
  @FunctionalInterface
  interface Edit {
    Roster apply(Rows rows, Roster before) throws StoreException;
  }

  /** Founds anew or takes another list key, and does what is due. */
  <T, X extends Exception> T refound(Refounding<T, X> work) throws StoreException, X {
    Outcome outcome = new Outcome();
    T result =
        surroundings
            .store()
            .<T, X>transaction(
                rows -> work.with(rows, new Founding(surroundings, self, rows), outcome));
    outcome.devicesChanged(self.account());
    act.accept(due(outcome));
    return result;
  }

  /** Something about roots and list keys, in one transaction. */
  @FunctionalInterface
  interface Refounding<T, X extends Exception> {
    T with(Rows rows, Founding founding, Outcome outcome) throws StoreException, X;
  }

  <T> T transaction(Work<T, StoreException> work) throws StoreException {
    return surroundings.store().transaction(work);
  }

  Surroundings surroundings() {
    return surroundings;
  }

  ThisDevice self() {
    return self;
  }

  /** Does what is due after a transaction. */
  public void done(Outcome outcome) {
    act.accept(outcome);
  }

  private static Outcome due(Outcome outcome) {
    outcome.keysDue();
    return outcome;
  }
}
