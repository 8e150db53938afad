package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.membership.Travel;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.records.TrustBook;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Standing;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.groups.Member;

/**
 * Whether a device may speak in a group, in the words of those who signed who is in it: its owner
 * may (REVIEW 10), under the account root that the list names, and signed that device.
 */
enum Speaker {
  /** What it says is read. */
  ACCEPTED,
  /** Something that its owner signed is not known here yet: its word waits. */
  UNKNOWN,
  /** It is not in the group. */
  REFUSED;

  /** Of a device whose owner may speak in the group, as the epoch says that it names. */
  static Speaker of(Gate gate, GroupState group, DeviceAddress device) throws StoreException {
    Member member = group.membership().readers().get(device.account());
    if (member == null || member.isForeign()) {
      return REFUSED;
    }
    People people = new People(gate.rows());
    if (!people.of(device.account()).flatMap(Person::root).equals(member.root())) {
      gate.outcome().unlisted(device);
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

  /** Of a message that names an epoch. */
  static Speaker of(Gate gate, GroupState group, DeviceAddress device, Travel travel)
      throws StoreException {
    return switch (travel.action()) {
      case OPEN -> of(gate, group, device);
      case HOLD -> UNKNOWN;
      case REFUSE -> REFUSED;
    };
  }
}
