package im.symbolon.messenger.people;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.messenger.trust.Blocked;
import im.symbolon.messenger.trust.PersonVerification;
import im.symbolon.messenger.trust.PersonVerification.How;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.SignedDeviceList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person here decides about another's account root, within one transaction. */
public final class RootCheck {
  private static final int MAX_REFUSED = 10;

  private final People people;
  private final Instant now;
  private final Outcome outcome;
  private final Acceptance acceptance;

  public RootCheck(Rows rows, Instant now, Outcome outcome) {
    this.people = new People(rows);
    this.now = now;
    this.outcome = outcome;
    this.acceptance = new Acceptance(rows, now, outcome);
  }

  /** True when that root is neither the one that is known nor the one that is offered. */
  public boolean contradicts(BareJid account, AccountRoot root) throws StoreException {
    Person person = person(account);
    return person.root().isPresent()
        && !person.root().equals(Optional.of(root))
        && !isOffered(person, root);
  }

  /**
   * Somebody here made sure that the root is theirs. What was offered instead of it is refused from
   * now on, whoever offers it; a root of which there is no list yet is waited for.
   *
   * @throws IllegalArgumentException for a root that {@link #contradicts}
   */
  public void verified(BareJid account, AccountRoot root, How how) throws StoreException {
    if (contradicts(account, root)) {
      throw new IllegalArgumentException("another root is known");
    }
    Person person = person(account);
    if (isOffered(person, root)) {
      person = takeOffer(person);
    } else if (!person.root().isPresent()) {
      person = person.accepting(AcceptedList.expecting(root));
    }
    people.put(settled(person, root).verified(new PersonVerification(how, now)));
    people.forgetOffer(account);
    outcome.devicesChanged(account);
  }

  /**
   * Somebody here saw the root that is offered, and wants to write to that person all the same.
   *
   * @return false when it is not the one that is offered; nothing was changed
   */
  boolean acknowledged(BareJid account, AccountRoot root) throws StoreException {
    Person person = person(account);
    if (!isOffered(person, root)) {
      return false;
    }
    people.put(takeOffer(person).unblocked());
    people.forgetOffer(account);
    outcome.devicesChanged(account);
    return true;
  }

  /**
   * The list is not there when the block was handed over by another own device: it is looked for.
   */
  private Person takeOffer(Person person) throws StoreException {
    Optional<SignedDeviceList> list = people.offered(person.account());
    return list.isPresent()
        ? acceptance.accept(list.get())
        : person.accepting(AcceptedList.expecting(person.blocked().get().offered()));
  }

  /** Not blocked any more; another root than the right one was somebody's lie. */
  private static Person settled(Person person, AccountRoot right) {
    List<AccountRoot> refused = new ArrayList<>(person.refused());
    refused.remove(right);
    person
        .blocked()
        .map(Blocked::offered)
        .filter(offered -> !offered.equals(right) && !refused.contains(offered))
        .ifPresent(refused::add);
    int from = Math.max(0, refused.size() - MAX_REFUSED);
    return person.refusing(refused.subList(from, refused.size())).unblocked();
  }

  private static boolean isOffered(Person person, AccountRoot root) {
    return person.blocked().map(Blocked::offered).filter(root::equals).isPresent();
  }

  private Person person(BareJid account) throws StoreException {
    return people.of(account).orElse(Person.unknown(account));
  }
}
