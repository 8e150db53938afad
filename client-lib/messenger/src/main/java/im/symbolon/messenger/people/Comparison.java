package im.symbolon.messenger.people;

import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.records.TrustBook;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Blocked;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.SafetyNumber;
import im.symbolon.protocol.devices.SafetyParty;
import im.symbolon.protocol.keys.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a safety number with one person is about.
 *
 * @param account the other person
 * @param root theirs, that is offered or else known
 * @param devices theirs, when there is no root
 * @param number empty while no key of theirs is known
 */
record Comparison(
    BareJid account,
    Optional<AccountRoot> root,
    List<TrustBook.Entry> devices,
    Optional<SafetyNumber> number) {
  Comparison {
    devices = List.copyOf(devices);
  }

  static Comparison of(Rows rows, ThisDevice self, BareJid account) throws StoreException {
    if (account.equals(self.account())) {
      throw new IllegalArgumentException("nobody compares numbers alone");
    }
    Optional<AccountRoot> root = root(rows, account);
    List<TrustBook.Entry> devices = root.isPresent() ? List.of() : devices(rows, account);
    Optional<SafetyParty> theirs = party(account, root, keys(devices));
    return new Comparison(
        account, root, devices, theirs.isPresent() ? number(rows, self, theirs) : Optional.empty());
  }

  private static Optional<SafetyNumber> number(
      Rows rows, ThisDevice self, Optional<SafetyParty> theirs) throws StoreException {
    BareJid own = self.account();
    SortedSet<Fingerprint> keys = keys(devices(rows, own));
    keys.add(Fingerprint.of(self.identity().publicKey()));
    Optional<AccountRoot> root = new People(rows).of(own).flatMap(Person::root);
    return party(own, root, keys).flatMap(ours -> theirs.map(t -> SafetyNumber.of(ours, t)));
  }

  private static Optional<AccountRoot> root(Rows rows, BareJid account) throws StoreException {
    Optional<Person> person = new People(rows).of(account);
    Optional<AccountRoot> offered = person.flatMap(Person::blocked).map(Blocked::offered);
    return offered.isPresent() ? offered : person.flatMap(Person::root);
  }

  private static Optional<SafetyParty> party(
      BareJid account, Optional<AccountRoot> root, SortedSet<Fingerprint> keys) {
    if (root.isPresent()) {
      return Optional.of(SafetyParty.of(account, root.get()));
    }
    return keys.isEmpty() ? Optional.empty() : Optional.of(SafetyParty.of(account, keys));
  }

  /** Those that are listed, have shown a key, and that nobody here distrusts. */
  private static List<TrustBook.Entry> devices(Rows rows, BareJid account) throws StoreException {
    List<TrustBook.Entry> found = new ArrayList<>();
    for (TrustBook.Entry each : new TrustBook(rows).entries(account)) {
      if (each.firstSeen().isPresent()
          && each.decision().trust() != Trust.DISTRUSTED
          && new Peers(rows).lists(each.device())) {
        found.add(each);
      }
    }
    return found;
  }

  private static SortedSet<Fingerprint> keys(List<TrustBook.Entry> devices) {
    SortedSet<Fingerprint> keys = new TreeSet<>();
    devices.forEach(each -> keys.add(each.fingerprint()));
    return keys;
  }
}
