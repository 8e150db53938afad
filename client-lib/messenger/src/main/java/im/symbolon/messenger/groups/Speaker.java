package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.records.TrustBook;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Standing;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.groups.EpochName;
import im.symbolon.protocol.groups.Member;
import java.util.Optional;

/**
 * Whether a device may speak in a group, in the words of those who signed who is in it (REVIEW 10):
 * it was a member when it spoke, is none that was removed since, and its owner signed it.
 */
enum Speaker {
  /** What it says is read. */
  ACCEPTED,
  /** The epoch that it names, or a list of its owner, is not known here yet: its word waits. */
  UNKNOWN,
  /** It is not in the group. */
  REFUSED;

  static Speaker of(Gate gate, GroupState group, DeviceAddress device, EpochName epoch)
      throws StoreException {
    Optional<Member> now = group.member(device.account());
    if (group.isRemoved(device.account())) {
      return REFUSED;
    }
    if (!group.knows(epoch)) {
      return UNKNOWN;
    }
    Optional<Member> then = group.member(epoch, device.account());
    if (!then.isPresent() || !now.filter(then.get()::isSamePersonAs).isPresent()) {
      return REFUSED;
    }
    return of(gate, device, then.get());
  }

  private static Speaker of(Gate gate, DeviceAddress device, Member member)
      throws StoreException {
    BareJid account = device.account();
    People people = new People(gate.rows());
    if (!people.of(account).flatMap(Person::root).equals(member.root())) {
      return UNKNOWN;
    }
    Standing standing =
        people.standing(
            device, new TrustBook(gate.rows()).entry(device).map(TrustBook.Entry::fingerprint));
    if (standing == Standing.UNLISTED) {
      gate.outcome().unlisted(device);
    }
    return switch (standing) {
      case LISTED -> ACCEPTED;
      case UNLISTED, NO_ROOT -> UNKNOWN;
      case OTHER_KEY, REMOVED -> REFUSED;
    };
  }
}
