package im.symbolon.messenger.people;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Judge;
import im.symbolon.messenger.core.Lines;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The devices that use a person's account and that no list of theirs has. */
final class Unlisted {
  /** Of one person. Whoever makes up devices fills neither a store nor a chat with them. */
  private static final int MAX_REMEMBERED = 500;

  private static final int MAX_SHOWN = 10;

  private Unlisted() {}

  /** All that anybody says they have, but for those that are accepted. */
  static Set<DeviceId> of(Rows rows, BareJid person, Collection<DeviceId> seen)
      throws StoreException {
    Set<DeviceId> found = new TreeSet<>(seen);
    for (OmemoVersion version : OmemoVersion.values()) {
      new Peers(rows)
          .list(person, version)
          .ifPresent(known -> found.addAll(known.list().devices()));
    }
    Optional<AcceptedList> accepted = new People(rows).of(person).flatMap(Person::accepted);
    found.removeIf(id -> accepted.flatMap(list -> list.device(id)).isPresent());
    return found;
  }

  /** Those for which a look was taken once are not looked for again. */
  static Set<DeviceId> remembered(Person person, Set<DeviceId> found) {
    Set<DeviceId> all = new TreeSet<>(found);
    for (DeviceId each : person.lookedFor()) {
      if (all.size() < MAX_REMEMBERED) {
        all.add(each);
      }
    }
    person.accepted().ifPresent(list -> all.removeIf(id -> list.device(id).isPresent()));
    return all;
  }

  /** One line for each device of a verified person that nobody decided about. */
  static Person show(Rows rows, Person person, Set<DeviceId> unlisted, Lines lines, Instant now)
      throws StoreException {
    Set<DeviceId> shown = new TreeSet<>(person.shown());
    Judge judge = new Judge(rows, now);
    for (DeviceId each : unlisted) {
      DeviceAddress device = new DeviceAddress(person.account(), each);
      boolean open = judge.decision(device).trust() == Trust.UNDECIDED;
      if (person.verified().isPresent() && open && shown.size() < MAX_SHOWN && shown.add(each)) {
        lines.write(person.account(), Note.UNSIGNED_DEVICE, each.toString());
      }
    }
    return person.showing(shown);
  }
}
