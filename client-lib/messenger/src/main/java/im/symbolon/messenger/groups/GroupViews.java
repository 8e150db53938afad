package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.groups.GroupMember.Bond;
import im.symbolon.messenger.groups.GroupMember.Presence;
import im.symbolon.messenger.membership.Membership;
import im.symbolon.messenger.membership.RemovalProgress;
import im.symbolon.messenger.records.ChainHolders;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxPlace;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.records.SendingChains;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Groups as screens show them, within one transaction. Nobody is asked. */
final class GroupViews {
  /** So long a chain may be on its way before a screen says that it does not get there. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(30);

  private final Gate gate;
  private final ThisDevice self;

  GroupViews(Gate gate, ThisDevice self) {
    this.gate = gate;
    this.self = self;
  }

  /** Everybody whom any branch of the signed list names, and who else is in the room. */
  List<GroupMember> members(GroupState group) throws StoreException {
    SortedMap<BareJid, Member> listed = listed(group.membership());
    List<GroupMember> out = new ArrayList<>();
    for (Member each : listed.values()) {
      Presence presence = presence(group, each.jid());
      out.add(new GroupMember(each.jid(), Optional.of(each.role()), presence, bond(each)));
    }
    for (BareJid each : group.present()) {
      if (!listed.containsKey(each)) {
        out.add(new GroupMember(each, Optional.empty(), Presence.UNCONFIRMED, Bond.UNKNOWN));
      }
    }
    return Collections.unmodifiableList(out);
  }

  /** Everybody whom any branch names; in the least role where they differ. */
  static SortedMap<BareJid, Member> listed(Membership membership) {
    SortedMap<BareJid, Member> listed = new TreeMap<>();
    membership
        .heads()
        .forEach(
            head ->
                head.members()
                    .forEach(
                        each ->
                            listed.merge(
                                each.jid(), each, (a, b) -> a.as(a.role().lesser(b.role())))));
    return listed;
  }

  private Presence presence(GroupState group, BareJid member) {
    if (!group.isReader(member)) {
      return Presence.DISPUTED;
    }
    if (member.equals(self.account()) || group.present().contains(member)) {
      return Presence.IN;
    }
    return group.present().isEmpty() ? Presence.NOT_ASKED : Presence.ABSENT;
  }

  private Bond bond(Member member) throws StoreException {
    if (member.jid().equals(self.account())) {
      return Bond.SELF;
    }
    if (member.isForeign()) {
      return Bond.FOREIGN;
    }
    Optional<Person> person = new People(gate.rows()).of(member.jid());
    if (!person.flatMap(Person::root).isPresent()) {
      return Bond.UNKNOWN;
    }
    boolean doubted = person.get().blocked().isPresent();
    if (doubted || !person.get().root().equals(member.root())) {
      return Bond.IN_DOUBT;
    }
    return person.get().verified().isPresent() ? Bond.VERIFIED : Bond.BELIEVED;
  }

  /** Whom the next message does not reach as things are, and why. */
  List<Unreachable> unreachable(GroupState group) throws StoreException {
    Readers readers = group.readers(gate, self);
    SortedMap<BareJid, Unreachable.Why> found = new TreeMap<>(readers.unreachable());
    for (BareJid each : waiting(group, readers)) {
      found.putIfAbsent(each, Unreachable.Why.NO_KEYS_YET);
    }
    List<Unreachable> out = new ArrayList<>();
    found.forEach((member, why) -> out.add(new Unreachable(member, why)));
    return Collections.unmodifiableList(out);
  }

  /** Members of whom no device has the chain that is used now. */
  private Set<BareJid> waiting(GroupState group, Readers readers) throws StoreException {
    Optional<SendingChains.Current> current = new SendingChains(gate.rows()).of(group.room());
    Set<BareJid> lacking = new TreeSet<>();
    Set<BareJid> served = new TreeSet<>();
    if (current.isPresent()) {
      ChainHolders holders =
          new ChainHolders(gate.rows(), group.room(), current.get().chain().id());
      for (ChainHolders.Holder each : holders.all().values()) {
        boolean reads = readers.capable().containsKey(each.device());
        (reads && isStuck(each) ? lacking : served).add(each.device().account());
      }
    }
    lacking.removeAll(served);
    return lacking;
  }

  private boolean isStuck(ChainHolders.Holder holder) throws StoreException {
    if (!holder.isServed()) {
      return true;
    }
    boolean waits =
        new Outbox(gate.rows())
            .get(holder.entry())
            .filter(each -> each.place().state() == OutboxPlace.State.WAITING)
            .isPresent();
    return waits && holder.at().plus(ON_ITS_WAY).isBefore(gate.now());
  }

  /** How far the news of each removal has come. */
  static List<RemovalProgress> removals(GroupState group) {
    Set<BareJid> removed = new TreeSet<>();
    group
        .membership()
        .heads()
        .forEach(head -> head.removed().forEach(each -> removed.add(each.jid())));
    List<RemovalProgress> out = new ArrayList<>();
    removed.forEach(each -> group.membership().removal(each).ifPresent(out::add));
    return Collections.unmodifiableList(out);
  }
}
