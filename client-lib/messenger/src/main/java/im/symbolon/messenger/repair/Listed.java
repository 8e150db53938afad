package im.symbolon.messenger.repair;

import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.records.TrustBook;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.devices.ListTags;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What the signed lists say that were accepted, within one transaction. */
final class Listed {
  private final Rows rows;
  private final People people;
  private final Instant now;

  Listed(Rows rows, Instant now) {
    this.rows = rows;
    this.people = new People(rows);
    this.now = now;
  }

  private Optional<AcceptedList> accepted(BareJid account) throws StoreException {
    return people.of(account).flatMap(Person::accepted);
  }

  /** While the list is valid: a device of ours that repairs; empty for all others. */
  Optional<ListedDevice> repairing(DeviceAddress device) throws StoreException {
    return accepted(device.account())
        .filter(list -> !list.isExpired(now))
        .flatMap(list -> list.device(device.device()))
        .filter(each -> each.can(Capability.REPAIR));
  }

  /** The same, if the key it is listed with is the one that it authenticated itself with. */
  Optional<ListedDevice> authentic(DeviceAddress device) throws StoreException {
    Optional<TrustBook.Entry> known = new TrustBook(rows).entry(device);
    return known.isPresent()
        ? repairing(device).filter(each -> hasKey(each, known.get().fingerprint()))
        : Optional.empty();
  }

  private static boolean hasKey(ListedDevice device, Fingerprint key) {
    return Fingerprint.of(device.identity()).equals(key);
  }

  /** The devices of ours of that account, but for this one. */
  List<DeviceAddress> repairing(BareJid account, DeviceAddress self) throws StoreException {
    List<DeviceAddress> found = new ArrayList<>();
    Optional<AcceptedList> list = accepted(account).filter(each -> !each.isExpired(now));
    if (list.isPresent()) {
      for (ListedDevice each : list.get().devices()) {
        DeviceAddress device = new DeviceAddress(account, each.id());
        if (each.can(Capability.REPAIR) && !device.equals(self)) {
          found.add(device);
        }
      }
    }
    return Collections.unmodifiableList(found);
  }

  /** What that account's owner signed, to be asked about what was written before. */
  OwnersWord word(BareJid account) throws StoreException {
    return new OwnersWord(account, accepted(account));
  }

  /** True when a device that was known here by then is a member of the root that counts now. */
  boolean wereKnown(BareJid account, Instant then) throws StoreException {
    OwnersWord word = word(account);
    return new TrustBook(rows)
        .entries(account).stream()
            .filter(each -> each.firstSeen().filter(at -> !at.isAfter(then)).isPresent())
            .anyMatch(each -> word.isMember(each.device(), each.fingerprint()));
  }

  /** What messages say about the list of that account; also when it is over. */
  Optional<ListTags.Used> used(BareJid account) throws StoreException {
    return accepted(account)
        .filter(list -> list.hash().isPresent())
        .map(list -> new ListTags.Used(list.version(), list.hash().get()));
  }

  /** Of the newest list's key; 0 without a list. */
  long serial(BareJid account) throws StoreException {
    return accepted(account).map(AcceptedList::serial).orElse(0L);
  }
}
