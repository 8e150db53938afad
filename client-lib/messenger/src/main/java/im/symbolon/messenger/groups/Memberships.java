package im.symbolon.messenger.groups;

import im.symbolon.messenger.membership.EpochJudge;
import im.symbolon.messenger.membership.Membership;
import im.symbolon.messenger.membership.Taken;
import im.symbolon.messenger.records.GroupEpochs;
import im.symbolon.messenger.records.GroupEpochs.Kept;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.ratchet.primitives.Ed25519;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is believed of groups' members, as it lies in the store; within one transaction. */
final class Memberships {
  /** What lies in the store was judged before it came there, by what was known then. */
  private static final EpochJudge JUDGED =
      new EpochJudge((key, message, signature) -> true, (person, root) -> 0);

  private final Rows rows;

  Memberships(Rows rows) {
    this.rows = rows;
  }

  /** What is believed of that group. */
  Membership of(GroupPlace place) throws StoreException {
    Membership found = Membership.invited(place, new Groups(rows).pinned(place.room()));
    List<Epoch> waiting = new ArrayList<>();
    for (Kept each : new GroupEpochs(rows, place).all()) {
      if (each.accepted()) {
        found = found.take(each.epoch(), JUDGED).next();
      } else {
        waiting.add(each.epoch());
      }
    }
    EpochJudge held = new EpochJudge((key, message, signature) -> true, serials(waiting));
    for (Epoch each : waiting) {
      found = found.take(each, held).next();
    }
    for (Groups.Confirmed each : new Groups(rows).confirmed(place.room())) {
      found = found.confirmed(each.member(), each.epoch());
    }
    return found;
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
    List<Kept> kept = new ArrayList<>();
    for (Epoch each : membership.kept()) {
      kept.add(new Kept(each, membership.isKnown(each.hash())));
    }
    new GroupEpochs(rows, membership.place()).put(kept);
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
