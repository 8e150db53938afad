package im.symbolon.messenger.people;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.records.TrustBook;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.messenger.trust.Decision;
import im.symbolon.messenger.trust.OtherKeyException;
import im.symbolon.messenger.trust.OtherNumberException;
import im.symbolon.messenger.trust.PersonVerification.How;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.SafetyNumber;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What one asks and decides about persons; each decision is one transaction, and what waits for it
 * leaves by itself. Thread-safe.
 */
public final class People {
  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Consumer<Outcome> act;

  /**
   * @param act does what is due after each transaction
   */
  public People(Surroundings surroundings, ThisDevice self, Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.self = self;
    this.act = act;
  }

  /** What is known of a person. Nobody is asked. */
  public PersonView of(BareJid account) throws StoreException {
    Person person =
        surroundings
            .store()
            .transaction(rows -> new im.symbolon.messenger.records.People(rows).of(account))
            .orElse(Person.unknown(account));
    Optional<AcceptedList> list = person.accepted();
    return new PersonView(
        account,
        person.root(),
        person.verified(),
        person.blocked(),
        list.map(AcceptedList::devices).orElse(List.of()),
        list.filter(each -> each.hash().isPresent()).map(AcceptedList::expires));
  }

  /**
   * The number to compare with what that person's screen shows about this account: over the account
   * roots, where there are such, and over the keys of all listed devices of who has none. While a
   * person is blocked, it is about the root that is offered.
   *
   * @return empty while no key of theirs is known
   * @throws IllegalArgumentException for the own account
   */
  public Optional<SafetyNumber> safetyNumber(BareJid account) throws StoreException {
    return surroundings.store().transaction(rows -> comparison(rows, account).number());
  }

  private Comparison comparison(Rows rows, BareJid account) throws StoreException {
    return Comparison.of(rows, self, account);
  }

  /**
   * Both screens showed this number: the person is verified, as a whole if they have a root, and
   * with all devices that the number is about if they have none. Ends a block.
   *
   * @throws OtherNumberException when the number is another one by now; nothing was decided
   */
  public void confirm(BareJid account, SafetyNumber seen)
      throws StoreException, OtherNumberException {
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .<Void, OtherNumberException>transaction(
            rows -> {
              Comparison comparison = comparison(rows, account);
              if (!comparison.number().equals(Optional.of(seen))) {
                throw new OtherNumberException();
              }
              confirm(rows, comparison, outcome);
              return null;
            });
    act.accept(outcome);
  }

  private void confirm(Rows rows, Comparison comparison, Outcome outcome) throws StoreException {
    if (comparison.root().isPresent()) {
      new RootCheck(rows, now(), outcome)
          .verified(comparison.account(), comparison.root().get(), How.NUMBER);
      return;
    }
    for (TrustBook.Entry each : comparison.devices()) {
      Decision decision = Decision.ofPerson(Trust.TRUSTED, now());
      new TrustBook(rows).decide(each.device(), each.fingerprint(), decision);
    }
    outcome.devicesChanged(comparison.account());
  }

  /**
   * Writes to that person again although their root is another one, without having compared
   * anything: they are not verified afterwards.
   *
   * @param seen the offered root, as the person at the screen saw it
   * @throws OtherKeyException when they are not blocked, or another root is offered by now; nothing
   *     was decided
   */
  public void acknowledge(BareJid account, AccountRoot seen)
      throws StoreException, OtherKeyException {
    Outcome outcome = new Outcome();
    boolean done =
        surroundings
            .store()
            .transaction(rows -> new RootCheck(rows, now(), outcome).acknowledged(account, seen));
    if (!done) {
      throw new OtherKeyException();
    }
    act.accept(outcome);
  }

  /**
   * Takes a verification back: of the person, or of all devices of one without a root. The root
   * stays the only one that is believed, until another comes.
   */
  public void unverify(BareJid account) throws StoreException {
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .transaction(
            rows -> {
              unverify(rows, account);
              return null;
            });
    outcome.devicesChanged(account);
    act.accept(outcome);
  }

  private void unverify(Rows rows, BareJid account) throws StoreException {
    im.symbolon.messenger.records.People people = new im.symbolon.messenger.records.People(rows);
    Optional<Person> person = people.of(account).filter(each -> each.root().isPresent());
    if (person.isPresent()) {
      people.put(person.get().unverified());
      return;
    }
    TrustBook book = new TrustBook(rows);
    for (TrustBook.Entry each : book.entries(account)) {
      if (each.decision().isVerified()) {
        Decision decision = Decision.ofPerson(Trust.UNDECIDED, now());
        book.decide(each.device(), each.fingerprint(), decision);
      }
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
