package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.membership.Membership;
import im.symbolon.messenger.membership.Taken;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochCodec;
import im.symbolon.protocol.groups.EpochHash;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes epochs, from rooms and from devices: it does not matter by which way they come, as admins
 * sign them. Only who adds us to a group that is not known here has to say so end to end.
 */
final class EpochIntake {
  private static final Logger LOG = Logger.getLogger(EpochIntake.class.getName());

  private final ThisDevice self;
  private final EpochPost post;
  private final Changes changes;

  /** What follows from an epoch, in its transaction. */
  interface Changes {
    /** Another membership counts: what waited may be read. */
    void changed(Gate gate, BareJid room) throws StoreException;

    /** Somebody whose lists are not known here says that we were added: they are looked at. */
    void doubted(Gate gate, DeviceAddress sender, Epoch epoch) throws StoreException;

    /** We were added to a group, by that device's owner. */
    void added(Gate gate, Groups.Entry group, BareJid by) throws StoreException;

    /** We are out of a group, by an admin's word or by our own. */
    void out(Gate gate, Groups.Entry group) throws StoreException;
  }

  EpochIntake(ThisDevice self, EpochPost post, Changes changes) {
    this.self = self;
    this.post = post;
    this.changes = changes;
  }

  static boolean isNamed(XmlElement element) {
    return element.is(Namespaces.GROUPS, EpochCodec.NAME);
  }

  /** From a room, whose word counts for nothing. */
  void take(Gate gate, BareJid room, XmlElement element) throws StoreException {
    try {
      Epoch epoch = EpochCodec.decode(element);
      Optional<GroupState> group = known(gate, epoch);
      if (group.isPresent() && group.get().room().equals(room)) {
        take(gate, group.get(), epoch);
      }
    } catch (ProtocolException e) {
      LOG.log(Level.FINE, "no epoch: {0}", e.reason());
    }
  }

  /** From a device. */
  void take(Gate gate, DeviceAddress sender, Epoch epoch) throws StoreException {
    if (!take(gate, sender, epoch, known(gate, epoch))
        && !new Groups(gate.rows()).of(epoch.place().room()).isPresent()
        && epoch.member(self.account()).isPresent()
        && epoch.member(sender.account()).isPresent()) {
      changes.doubted(gate, sender, epoch);
    }
  }

  /** The same after a look at the sender's lists. */
  void takeAgain(Gate gate, DeviceAddress sender, Epoch epoch) throws StoreException {
    take(gate, sender, epoch, known(gate, epoch));
  }

  /** Returns false when nothing is known of that group. */
  private boolean take(Gate gate, DeviceAddress sender, Epoch epoch, Optional<GroupState> known)
      throws StoreException {
    Optional<GroupState> group = known;
    if (!group.isPresent() && mayAdd(gate, sender, epoch)) {
      group = invited(gate, sender, epoch);
    }
    if (group.isPresent()) {
      follow(gate, sender, group.get().entry());
      Membership next = take(gate, group.get(), epoch);
      for (EpochHash each : next.missing()) {
        post.ask(gate, sender, next.place(), each);
      }
    }
    return group.isPresent();
  }

  /** What an own device takes part in, all of them do: of others it sends no epochs to them. */
  private void follow(Gate gate, DeviceAddress sender, Groups.Entry group) throws StoreException {
    if (sender.account().equals(self.account())
        && group.standing() == Groups.Standing.INVITED
        && gate.isOpenTo(sender)
        && gate.trustIn(sender) == Trust.TRUSTED) {
      Groups.Entry joined = group.in(Groups.Standing.JOINED, gate.now());
      new Groups(gate.rows()).put(joined);
      changes.added(gate, joined, sender.account());
    }
  }

  private static Optional<GroupState> known(Gate gate, Epoch epoch) throws StoreException {
    return GroupState.of(gate.rows(), epoch.place().room())
        .filter(each -> each.entry().place().equals(epoch.place()));
  }

  /**
   * Somebody whose devices are signed, and who is an admin of the group that they add us to, with
   * the account roots that we know; or a device of our own, which tells of what it is in. A room
   * that is a group's already becomes no other one's.
   */
  private boolean mayAdd(Gate gate, DeviceAddress sender, Epoch epoch) throws StoreException {
    BareJid room = epoch.place().room();
    return !new Groups(gate.rows()).of(room).isPresent()
        && isMember(gate, epoch, self.account(), false)
        && isMember(gate, epoch, sender.account(), !sender.account().equals(self.account()))
        && gate.isOpenTo(sender)
        && gate.trustIn(sender) == Trust.TRUSTED;
  }

  private static boolean isMember(Gate gate, Epoch epoch, BareJid account, boolean admin)
      throws StoreException {
    Optional<Member> member =
        epoch.member(account).filter(each -> !admin || each.role().mayChange());
    return member.isPresent()
        && member.get().root().isPresent()
        && new People(gate.rows()).of(account).flatMap(Person::root).equals(member.get().root());
  }

  /** What an own device joined, all of them join. */
  private Optional<GroupState> invited(Gate gate, DeviceAddress sender, Epoch epoch)
      throws StoreException {
    boolean own = sender.account().equals(self.account());
    Groups.Entry entry =
        new Groups.Entry(
            epoch.place(),
            own ? Groups.Standing.JOINED : Groups.Standing.INVITED,
            "",
            "",
            gate.now());
    new Groups(gate.rows()).put(entry);
    new Groups(gate.rows()).pin(entry.room(), Set.of(epoch.hash()));
    changes.added(gate, entry, sender.account());
    return GroupState.of(gate.rows(), entry.room());
  }

  private Membership take(Gate gate, GroupState group, Epoch epoch) throws StoreException {
    Taken taken = new Memberships(gate.rows()).take(group.membership(), epoch);
    if (taken.verdict() == Taken.Verdict.ACCEPTED) {
      standing(gate, group, taken.next(), epoch.signer());
      changes.changed(gate, group.room());
    } else if (taken.verdict() == Taken.Verdict.REFUSED) {
      LOG.log(
          Level.WARNING,
          "an epoch of {0} is refused: {1}",
          new Object[] {group.room(), taken.why().get()});
    }
    return taken.next();
  }

  /** Whether we belong to it still, or again. */
  private void standing(Gate gate, GroupState before, Membership membership, BareJid signer)
      throws StoreException {
    Groups.Entry entry = before.entry();
    boolean in =
        membership.readers().containsKey(self.account()) && !before.isReader(self.account());
    boolean out = membership.heads().stream().noneMatch(h -> h.member(self.account()).isPresent());
    boolean wasOut =
        entry.standing() == Groups.Standing.LEFT || entry.standing() == Groups.Standing.REMOVED;
    if (out && !wasOut) {
      boolean left = membership.hasLeft(self.account());
      Groups.Entry now =
          entry.in(left ? Groups.Standing.LEFT : Groups.Standing.REMOVED, gate.now());
      new Groups(gate.rows()).put(now);
      changes.out(gate, now);
    } else if (in && wasOut) {
      Groups.Entry now = entry.in(Groups.Standing.INVITED, gate.now());
      new Groups(gate.rows()).put(now);
      changes.added(gate, now, signer);
    }
  }

  /** A device of our own writes to a group that is not known here. */
  void unknown(Gate gate, DeviceAddress sender, GroupPlace place, EpochHash named)
      throws StoreException {
    if (sender.account().equals(self.account())
        && !new Groups(gate.rows()).of(place.room()).isPresent()) {
      post.ask(gate, sender, place, named);
    }
  }

  /** A device asks for an epoch: members get it, and what is newest. */
  void needed(Gate gate, DeviceAddress asker, NeedEpoch needed) throws StoreException {
    Optional<GroupState> group =
        GroupState.of(gate.rows(), needed.place().room())
            .filter(each -> each.entry().place().equals(needed.place()))
            .filter(each -> each.isReader(asker.account()))
            .filter(each -> each.entry().isJoined() || !asker.account().equals(self.account()));
    if (group.isPresent()) {
      Membership membership = group.get().membership();
      Optional<Epoch> asked = membership.epoch(needed.hash());
      if (asked.isPresent()) {
        post.tell(gate, asker, List.of(asked.get()));
      }
      post.tell(gate, asker, membership.heads());
    }
  }
}
