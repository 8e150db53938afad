package im.symbolon.messenger.people;

import im.symbolon.messenger.core.Lines;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.messenger.trust.ListPolicy.Judgement;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.ListHash;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.directory.AccountAnswer;
import im.symbolon.protocol.directory.Found;
import im.symbolon.protocol.directory.KeysWanted;
import im.symbolon.protocol.directory.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps true what is known of contacts' signed lists, with as few questions as possible: at first
 * contact, when something says that there is a newer one, when a device is there that no list has
 * (once for each), when the list is about to end (once a day), and otherwise once a week; of
 * somebody who has none, once a day, before something is sent to them. What was heard by
 * notification is not asked for. Thread-safe.
 */
public final class PeopleCare {
  private static final Logger LOG = Logger.getLogger(PeopleCare.class.getName());

  private static final int MANY = 1_000;

  private final Surroundings surroundings;
  private final SignedLists lists;
  private final Consumer<Outcome> act;
  private final Map<BareJid, Instant> failed = new ConcurrentHashMap<>();
  private final Pace pace = new Pace();

  /**
   * @param act does what is due after each transaction
   */
  public PeopleCare(Surroundings surroundings, Pep pep, Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.lists = new SignedLists(pep);
    this.act = act;
  }

  /**
   * Before anything is sealed for that person: looks if it is due. A server that does not answer
   * keeps nothing back, as what is known already counts.
   *
   * @throws TransportException NOT_CONNECTED
   */
  public void beforeWriting(BareJid person) throws TransportException, StoreException {
    lookIfDue(person, Set.of(), true);
  }

  /** Devices of ours that their owner signed; also the own account's. */
  public List<ListedDevice> members(BareJid person) throws StoreException {
    List<ListedDevice> found =
        new ArrayList<>(
            load(person).flatMap(Person::accepted).map(AcceptedList::devices).orElse(List.of()));
    found.removeIf(each -> each.kind() != DeviceKind.SYMBOLON);
    return found;
  }

  /**
   * These devices use that person's account, says a list or a message: looks if they are in none
   * that is known. For people of whom nothing is known yet, that waits until somebody writes to
   * them.
   */
  public void deviceSeen(BareJid person, Set<DeviceId> devices) throws StoreException {
    try {
      lookIfDue(person, devices, false);
    } catch (TransportException e) {
      LOG.log(Level.FINE, "no look now: {0}", e.reason());
    }
  }

  /**
   * Something authentic said that there is another list than is known: looks, unless that was done
   * since, or a moment ago. The look is owed then: who was told of the list only once, as servers
   * do, would else not hear of it before somebody says so again.
   *
   * @param since when it was said
   * @return after which time this is to be called again; zero when it is done
   */
  public Duration newerExists(BareJid person, Instant since) throws StoreException {
    if (isOwn(person) || pace.looksSince(person, since)) {
      return Duration.ZERO;
    }
    Instant vain = failed.getOrDefault(person, Instant.EPOCH);
    Duration pause = pace.of(person, now());
    Duration wait = new LookPolicy(now()).untilAsking(load(person), vain, pause);
    if (wait.isZero()) {
      pace.look(person, now());
      lookNow(person);
    }
    return wait;
  }

  private void lookNow(BareJid person) throws StoreException {
    try {
      look(person, Set.of());
    } catch (TransportException e) {
      LOG.log(Level.FINE, "no look now: {0}", e.reason());
    }
  }

  private Optional<Person> load(BareJid account) throws StoreException {
    return surroundings.store().transaction(rows -> new People(rows).of(account));
  }

  private void lookIfDue(BareJid person, Set<DeviceId> seen, boolean writing)
      throws TransportException, StoreException {
    if (!isOwn(person)
        && surroundings.store().transaction(rows -> isDue(rows, person, seen, writing))) {
      look(person, seen);
    }
  }

  private boolean isDue(Rows rows, BareJid account, Set<DeviceId> seen, boolean writing)
      throws StoreException {
    Optional<Person> known = new People(rows).of(account);
    return mayAsk(account, known)
        && new LookPolicy(now()).isDue(known, Unlisted.of(rows, account, seen), writing);
  }

  private boolean mayAsk(BareJid account, Optional<Person> known) {
    Instant vain = failed.getOrDefault(account, Instant.EPOCH);
    return new LookPolicy(now()).mayAsk(known, vain);
  }

  private void look(BareJid account, Set<DeviceId> seen) throws TransportException, StoreException {
    Optional<ListHash> before = hash(load(account));
    Optional<SignedDeviceList> list;
    try {
      list = lists.ask(account);
    } catch (TransportException e) {
      if (e.reason() == TransportException.Reason.NOT_CONNECTED) {
        throw e;
      }
      failed(account);
      return;
    }
    failed.remove(account);
    asked(account, seen, list, before);
  }

  /** Of which of these people it is time to ask for the list, before something is sent to them. */
  List<Wanted> due(Collection<BareJid> people) throws StoreException {
    return surroundings
        .store()
        .transaction(
            rows -> {
              List<Wanted> due = new ArrayList<>();
              for (BareJid each : new TreeSet<>(people)) {
                if (!isOwn(each) && isDue(rows, each, Set.of(), true)) {
                  due.add(new Wanted(each, hash(new People(rows).of(each)), KeysWanted.NONE));
                }
              }
              return due;
            });
  }

  /**
   * Takes what a directory says. Only what it shows counts, as if it had been asked for; that there
   * is no list, or an older one, may come of its memory: then it is still time to ask.
   */
  void directed(Collection<AccountAnswer> answers) throws StoreException {
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .transaction(
            rows -> {
              for (AccountAnswer each : answers) {
                if (each instanceof Found found && isGood(rows, found, outcome)) {
                  failed.remove(each.account());
                  looked(rows, each.account(), Set.of(), outcome);
                }
              }
              return null;
            });
    act.accept(outcome);
  }

  /** Looks at that person, if it is due. False when their server did not answer lately. */
  boolean reaches(BareJid person) throws TransportException, StoreException {
    beforeWriting(person);
    return !failed.containsKey(person);
  }

  /** Nobody is asked about these for a while. */
  void leave(Collection<BareJid> people) {
    people.forEach(this::failed);
  }

  private boolean isGood(Rows rows, Found found, Outcome outcome) throws StoreException {
    return switch (found.standing()) {
      case UNCHANGED -> true;
      case NONE -> false;
      case GIVEN -> {
        Acceptance acceptance = new Acceptance(rows, now(), outcome);
        Judgement judgement = acceptance.take(found.account(), found.list().get());
        yield judgement.isTaken() || judgement == Judgement.SAME;
      }
    };
  }

  private static Optional<ListHash> hash(Optional<Person> person) {
    return person.flatMap(Person::accepted).flatMap(AcceptedList::hash);
  }

  private void failed(BareJid account) {
    if (failed.size() >= MANY) {
      failed.values().removeIf(at -> at.plus(LookPolicy.PAUSE).isBefore(now()));
    }
    failed.put(account, now());
  }

  /** What the server answered, to a question that was asked when this list was known. */
  private void asked(
      BareJid account,
      Set<DeviceId> seen,
      Optional<SignedDeviceList> list,
      Optional<ListHash> before)
      throws StoreException {
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .transaction(
            rows -> {
              Acceptance acceptance = new Acceptance(rows, now(), outcome);
              if (!list.isPresent()) {
                acceptance.withheld(account);
              } else if (acceptance.take(account, list.get()) == Judgement.OLDER
                  && before.equals(hash(new People(rows).of(account)))) {
                acceptance.turnedBack(account);
              }
              looked(rows, account, seen, outcome);
              return null;
            });
    act.accept(outcome);
  }

  /** What somebody told of themselves. */
  private Judgement told(BareJid account, SignedDeviceList list) throws StoreException {
    Outcome outcome = new Outcome();
    Judgement judgement =
        surroundings
            .store()
            .transaction(
                rows -> {
                  Judgement judged = new Acceptance(rows, now(), outcome).take(account, list);
                  if (judged.isTaken()) {
                    looked(rows, account, Set.of(), outcome);
                  }
                  return judged;
                });
    act.accept(outcome);
    return judgement;
  }

  private void looked(Rows rows, BareJid account, Set<DeviceId> seen, Outcome outcome)
      throws StoreException {
    Person person = new People(rows).of(account).orElse(Person.unknown(account));
    Set<DeviceId> unlisted = Unlisted.of(rows, account, seen);
    Person after = person.looked(now(), Unlisted.remembered(person, unlisted));
    Lines lines = new Lines(rows, now(), outcome);
    new People(rows).put(Unlisted.show(rows, after, unlisted, lines, now()));
  }

  /**
   * Takes a notification about a contact's signed list; what is no such thing is passed over.
   * Strangers may send lists, too: only those of people are taken with whom we have to do. An older
   * one may only have been late, so their server is asked before anything is said about it.
   */
  public void heard(PepEvent event) throws StoreException {
    BareJid from = event.from();
    if (!event.node().equals(SignedLists.NODE) || isOwn(from) || !isOfInterest(from)) {
      return;
    }
    Optional<SignedDeviceList> list =
        event.itemId().equals(SignedLists.CURRENT)
            ? event.payload().flatMap(SignedLists::read)
            : Optional.empty();
    boolean vague = event.retracted() || !event.payload().isPresent();
    boolean doubtful = vague || (list.isPresent() && told(from, list.get()) == Judgement.OLDER);
    if (doubtful && mayAsk(from, load(from))) {
      lookNow(from);
    }
  }

  private boolean isOfInterest(BareJid account) throws StoreException {
    return surroundings
        .store()
        .transaction(
            rows -> new Peers(rows).isKnown(account) || new People(rows).of(account).isPresent());
  }

  private boolean isOwn(BareJid account) {
    return account.equals(surroundings.account());
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
