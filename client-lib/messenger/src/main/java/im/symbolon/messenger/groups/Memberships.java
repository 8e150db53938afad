package im.symbolon.messenger.groups;

import im.symbolon.messenger.membership.EpochJudge;
import im.symbolon.messenger.membership.Membership;
import im.symbolon.messenger.membership.Taken;
import im.symbolon.messenger.records.GroupMemberships;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.ratchet.primitives.Ed25519;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is believed of groups' members, as it lies in the store; within one transaction. */
final class Memberships {
  private final Rows rows;

  Memberships(Rows rows) {
    this.rows = rows;
  }

  /** What is believed of that group. */
  Membership of(GroupPlace place) throws StoreException {
    Groups groups = new Groups(rows);
    Optional<Membership> found = new GroupMemberships(rows).of(place);
    if (!found.isPresent()) {
      return Membership.invited(place, groups.pinned(place.room()));
    }
    Map<BareJid, EpochHash> confirmed = new HashMap<>();
    groups.confirmed(place.room()).forEach(each -> confirmed.put(each.member(), each.epoch()));
    return found.get().confirmed(confirmed);
  }

  /** Judges an epoch that came, and keeps what is believed then. */
  Taken take(Membership before, Epoch epoch) throws StoreException {
    List<Epoch> all = new ArrayList<>(before.kept());
    all.add(epoch);
    Taken taken = before.take(epoch, new EpochJudge(Ed25519::verify, serials(all)));
    if (!taken.next().equals(before)) {
      put(taken.next());
    }
    return taken;
  }

  private void put(Membership membership) throws StoreException {
    new GroupMemberships(rows).put(membership);
    new Groups(rows).outdated(membership.place().room());
  }

  private EpochJudge.Serials serials(List<Epoch> epochs) throws StoreException {
    Map<BareJid, Optional<AcceptedList>> lists = new HashMap<>();
    for (Epoch each : epochs) {
      if (!lists.containsKey(each.signer())) {
        lists.put(each.signer(), new People(rows).of(each.signer()).flatMap(Person::accepted));
      }
    }
    return (person, root) -> serial(lists.getOrDefault(person, Optional.empty()), root);
  }

  private static long serial(Optional<AcceptedList> list, AccountRoot root) {
    return list.filter(each -> each.root().equals(root)).map(AcceptedList::serial).orElse(0L);
  }
}
