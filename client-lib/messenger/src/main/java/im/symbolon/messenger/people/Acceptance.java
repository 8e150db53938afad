package im.symbolon.messenger.people;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Judge;
import im.symbolon.messenger.core.Lines;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.records.TrustBook;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.messenger.trust.Alarm;
import im.symbolon.messenger.trust.Blocked;
import im.symbolon.messenger.trust.ListPolicy;
import im.symbolon.messenger.trust.PersonVerification;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.ratchet.primitives.Ed25519;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What becomes of a contact's signed list that somebody presents, within one transaction. The own
 * account's is not for this place.
 */
final class Acceptance {
  private static final Logger LOG = Logger.getLogger(Acceptance.class.getName());
  private static final Duration DAY = Duration.ofDays(1);

  private final People people;
  private final TrustBook book;
  private final Judge judge;
  private final Lines lines;
  private final Instant now;
  private final Outcome outcome;

  Acceptance(Rows rows, Instant now, Outcome outcome) {
    this.people = new People(rows);
    this.book = new TrustBook(rows);
    this.judge = new Judge(rows, now);
    this.lines = new Lines(rows, now, outcome);
    this.now = now;
    this.outcome = outcome;
  }

  /** Judges the list, and lets it count as far as it may. */
  ListPolicy.Judgement take(BareJid account, SignedDeviceList list) throws StoreException {
    Person person = people.of(account).orElse(Person.unknown(account));
    ListPolicy.Judgement judgement =
        new ListPolicy(Ed25519::verify, now).judge(account, person.accepted(), list);
    switch (judgement) {
      case NEW_PERSON -> first(person, list);
      case NEWER, FORKED -> accept(list);
      case OTHER_ROOT -> other(person, list);
      case SAME, OLDER, EXPIRED, INVALID, OTHER_ACCOUNT -> {}
    }
    if (judgement != ListPolicy.Judgement.SAME && judgement != ListPolicy.Judgement.NEWER) {
      LOG.log(Level.INFO, "a signed device list was {0}", judgement);
    }
    return judgement;
  }

  /** A first root of somebody whose devices were verified has to come from one of these. */
  private void first(Person person, SignedDeviceList list) throws StoreException {
    if (isRefused(person, list)) {
      return;
    }
    if (!book.everVerified(person.account())) {
      accept(list);
    } else if (isIntroduced(list)) {
      verified(accept(list));
    } else {
      block(person, Alarm.ROOT_NOT_INTRODUCED, list);
    }
  }

  private void other(Person person, SignedDeviceList list) throws StoreException {
    if (isRefused(person, list)) {
      return;
    }
    boolean perDevice = book.everVerified(person.account());
    boolean introduced = perDevice && isIntroduced(list);
    if (person.verified().isPresent() || (perDevice && !introduced)) {
      block(person, Alarm.ROOT_CHANGED, list);
      return;
    }
    Person after = accept(list);
    if (introduced) {
      verified(after);
    }
    lines.write(person.account(), Note.ROOT_REPLACED, occasion(list.root()));
  }

  /** It counts from now on: by hand, or because nothing speaks against it. */
  Person accept(SignedDeviceList list) throws StoreException {
    Person after = people.take(list);
    for (ListedDevice each : after.accepted().get().devices()) {
      book.follow(new DeviceAddress(list.account(), each.id()), Fingerprint.of(each.identity()));
    }
    outcome.devicesChanged(list.account());
    return after;
  }

  private void verified(Person person) throws StoreException {
    people.put(person.verified(new PersonVerification(PersonVerification.How.INTRODUCED, now)));
  }

  private void block(Person person, Alarm alarm, SignedDeviceList list) throws StoreException {
    Optional<SignedDeviceList> before = people.offered(person.account());
    boolean stale =
        before.isPresent()
            && before.get().root().equals(list.root())
            && !list.isNewerThan(before.get());
    if (stale) {
      return;
    }
    people.put(person.blocked(new Blocked(alarm, list.root())));
    people.offer(list);
    Note note = alarm == Alarm.ROOT_CHANGED ? Note.ROOT_CHANGED : Note.ROOT_NOT_INTRODUCED;
    lines.write(person.account(), note, occasion(list.root()));
    outcome.devicesChanged(person.account());
  }

  private static boolean isRefused(Person person, SignedDeviceList list) {
    return person.refused().contains(list.root());
  }

  /**
   * A device that somebody here verified, and trusts, signed that it belongs to that root; not one
   * that its owner removed.
   */
  private boolean isIntroduced(SignedDeviceList list) throws StoreException {
    for (TrustBook.Entry each : book.entries(list.account())) {
      Optional<ListedDevice> listed =
          list.device(each.device().device())
              .filter(device -> device.kind() == DeviceKind.SYMBOLON)
              .filter(device -> Fingerprint.of(device.identity()).equals(each.fingerprint()));
      if (listed.isPresent() && judge.decision(each.device()).isVerified()) {
        return true;
      }
    }
    return false;
  }

  /** Their server was asked, and shows a list from before the one that is known. */
  void turnedBack(BareJid account) throws StoreException {
    Optional<AcceptedList> known = people.of(account).flatMap(Person::accepted);
    if (known.isPresent()) {
      lines.write(account, Note.OLDER_LIST, place(known.get()));
    }
  }

  /** Their server was asked, and shows none. */
  void withheld(BareJid account) throws StoreException {
    Optional<Person> person = people.of(account).filter(each -> each.verified().isPresent());
    Optional<AcceptedList> known = person.flatMap(Person::accepted);
    if (known.filter(list -> list.hash().isPresent()).isPresent()) {
      lines.write(account, Note.LIST_WITHHELD, place(known.get()));
    }
  }

  private static String place(AcceptedList list) {
    return list.serial() + "." + list.version();
  }

  /** One line a day, however often a server goes back and forth. */
  private String occasion(AccountRoot root) {
    return root.fingerprint() + ":" + now.toEpochMilli() / DAY.toMillis();
  }
}
