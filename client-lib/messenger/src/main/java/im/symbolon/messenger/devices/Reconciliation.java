package im.symbolon.messenger.devices;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Lines;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Generations;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Brings together what this device knows and what the server shows, within one transaction. What is
 * to be published afterwards is stored first.
 */
final class Reconciliation {
  /**
   * Two devices that begin an account at once both make a root; the one whose list was replaced
   * gives its own up, as long as nobody can rely on it.
   */
  private static final Duration YOUNG = Duration.ofHours(1);

  /** Against another root no more often, so that two devices do not fight. */
  private static final Duration ANSWER = Duration.ofDays(1);

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Rows rows;
  private final Outcome outcome;
  private final Pen pen;
  private final OwnAccount account;
  private final Founding founding;

  Reconciliation(Surroundings surroundings, ThisDevice self, Rows rows, Outcome outcome) {
    this.surroundings = surroundings;
    this.self = self;
    this.rows = rows;
    this.outcome = outcome;
    this.pen = new Pen(surroundings, self, rows);
    this.account = pen.account();
    this.founding = new Founding(surroundings, self, rows);
  }

  /** Takes note of what the server shows. */
  void look(Shown shown) throws StoreException {
    switch (account.membership()) {
      case FIRST_TIME -> begin(shown);
      case UNLINKED -> observe(shown);
      case LINKED -> reconcile(shown);
      case REMOVED -> {
        // Nothing that the server shows brings a removed device back.
      }
    }
  }

  /** A list that cannot be read may be of a newer version: it is nobody's to be overwritten. */
  private void begin(Shown shown) throws StoreException {
    if (shown.something()) {
      founding.become(Membership.UNLINKED, outcome);
      observe(shown);
    } else {
      founding.found(outcome);
    }
  }

  private void observe(Shown shown) throws StoreException {
    if (shown.list().isPresent()) {
      account.list(shown.list().get(), true);
    }
  }

  private void reconcile(Shown shown) throws StoreException {
    SignedDeviceList ours = accepted();
    bringTogether(shown, ours);
    if (account.membership() == Membership.LINKED) {
      tellAdded(ours); // by others: what this device adds comes with the next step
      stayListed();
    }
  }

  private void bringTogether(Shown shown, SignedDeviceList ours) throws StoreException {
    if (!shown.list().isPresent()) {
      account.published(false);
    } else if (!shown.list().get().root().equals(ours.root())) {
      otherRoot(shown.list().get());
    } else {
      sameRoot(ours, shown.list().get());
    }
  }

  /**
   * Whoever holds the list key can add devices: that is not to stay unseen but by who approved it.
   */
  private void tellAdded(SignedDeviceList before) throws StoreException {
    Lines lines = new Lines(rows, now(), outcome);
    for (ListedDevice each : accepted().devices()) {
      boolean known = each.id().equals(self.id()) || before.device(each.id()).isPresent();
      if (!known && !account.isApproved(Fingerprint.of(each.identity()))) {
        lines.write(self.account(), Note.DEVICE_ADDED, each.id().toString());
      }
    }
  }

  private void sameRoot(SignedDeviceList ours, SignedDeviceList theirs) throws StoreException {
    if (theirs.hash().equals(ours.hash())) {
      account.published(true);
    } else if (isDead(ours) && isDead(theirs)) {
      account.published(true); // neither says anything: the one under the newest key comes
    } else if (isUnderNewerKey(theirs, ours)) {
      pen.accept(theirs, true);
      if (!pen.canSign(theirs.certificate())) {
        account.forgetListKey();
      }
    } else if (isUnderNewerKey(ours, theirs)) {
      account.published(false); // signed by a dead key: it says nothing
    } else {
      merge(ours, theirs);
    }
  }

  /** This device was given a newer key: whatever an older one signs, a thief may have signed. */
  private boolean isDead(SignedDeviceList list) throws StoreException {
    return list.serial() < account.grantedSerial();
  }

  /** Two certificates with one serial are of two recoveries at once: one of them is the newer. */
  private static boolean isUnderNewerKey(SignedDeviceList a, SignedDeviceList b) {
    int byKey = a.certificate().key().toString().compareTo(b.certificate().key().toString());
    return a.serial() > b.serial() || (a.serial() == b.serial() && byKey > 0);
  }

  private void merge(SignedDeviceList ours, SignedDeviceList theirs) throws StoreException {
    boolean oursFirst =
        ours.isNewerThan(theirs) || (ours.isAtPlaceOf(theirs) && isGreater(ours, theirs));
    SignedDeviceList newer = oursFirst ? ours : theirs;
    SignedDeviceList older = oursFirst ? theirs : ours;
    Optional<Roster> common = pen.common(theirs);
    Roster merged = Roster.merge(Roster.of(newer), Roster.of(older), common);
    boolean nothingNew = merged.equals(Roster.of(newer)) && !ours.isAtPlaceOf(theirs);
    if (nothingNew || !pen.canSign(ours.certificate())) {
      pen.accept(newer, !oursFirst);
    } else {
      pen.merged(newer, older, merged);
      account.base(theirs);
    }
  }

  private static boolean isGreater(SignedDeviceList a, SignedDeviceList b) {
    return a.hash().toBase64().compareTo(b.hash().toBase64()) > 0;
  }

  /** Somebody else's root stands where ours should. */
  private void otherRoot(SignedDeviceList theirs) throws StoreException {
    if (account.startingOver()) {
      account.published(false);
    } else if (isYoung()) {
      founding.become(Membership.UNLINKED, outcome);
      account.list(theirs, true);
    } else {
      new Lines(rows, now(), outcome)
          .write(self.account(), Note.OTHER_OWN_ROOT, theirs.root().fingerprint().hex());
      boolean due = isOlderThan(account.conflictAt(), ANSWER);
      account.published(!due);
      if (due) {
        account.conflictAt(now());
      }
    }
  }

  private boolean isYoung() throws StoreException {
    SignedDeviceList ours = accepted();
    return ours.devices().size() == 1
        && ours.tombstones().isEmpty()
        && account.recoveryKey().isPresent()
        && !isOlderThan(account.since(), YOUNG);
  }

  /** Whether the clock went on or back. */
  private boolean isOlderThan(Instant then, Duration age) {
    return Duration.between(then, now()).abs().compareTo(age) >= 0;
  }

  /**
   * A list with this device's tombstone ends it; one that merely lacks it is mended. One in which
   * another device took its place was made by a copy of this store: then this one does the same.
   */
  private void stayListed() throws StoreException {
    SignedDeviceList list = accepted();
    if (list.tombstone(self.id()).isPresent()) {
      if (isReplaced(list) && new Generations(rows).mayReplace(now())) {
        outcome.replaced();
        return;
      }
      founding.become(Membership.REMOVED, outcome);
      new Lines(rows, now(), outcome)
          .write(self.account(), Note.REMOVED, Long.toString(list.version()));
      return;
    }
    Optional<ListedDevice> listed = list.device(self.id());
    Roster here = pen.here(list);
    if (here.equals(Roster.of(list))) {
      return;
    }
    if (pen.canSign(list.certificate())) {
      pen.next(list, here);
    } else if (!listed.filter(this::isThisDevice).isPresent()) {
      founding.become(Membership.UNLINKED, outcome);
      account.list(list, true);
    }
  }

  private boolean isReplaced(SignedDeviceList list) {
    return list.devices().stream()
        .anyMatch(each -> each.replaces().filter(self.id()::equals).isPresent());
  }

  private boolean isThisDevice(ListedDevice listed) {
    return listed.kind() == DeviceKind.SYMBOLON
        && listed.identity().equals(self.identity().publicKey());
  }

  private SignedDeviceList accepted() throws StoreException {
    return account
        .accepted()
        .orElseThrow(() -> new IllegalStateException("a linked device has no list"));
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
