package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.groups.GroupException.Reason;
import im.symbolon.messenger.membership.DraftException;
import im.symbolon.messenger.membership.Drafting;
import im.symbolon.messenger.membership.Membership;
import im.symbolon.messenger.membership.Taken;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.PeerDevices;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.Person;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.AcceptedList;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochDraft;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.MemberRole;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.account.ListKeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Signs who is in a group, stores that, and queues it for everybody, in one transaction. */
final class Admission {
  /** Their keys take less than half of a stanza, and leave the rest to what is written. */
  static final int MAX_FOREIGN_DEVICES = 250;

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final EpochPost post;
  private final Abouts abouts;

  Admission(Surroundings surroundings, ThisDevice self, EpochPost post, Abouts abouts) {
    this.surroundings = surroundings;
    this.self = self;
    this.post = post;
    this.abouts = abouts;
  }

  /** What is to be signed. */
  @FunctionalInterface
  interface Change {
    EpochDraft of(Drafting drafting, Membership group) throws DraftException;
  }

  /** Whether this device can sign anything at all. */
  void requireSigner() throws StoreException, GroupException {
    surroundings
        .store()
        .<Void, GroupException>transaction(
            rows -> {
              OwnAccount account = new OwnAccount(rows);
              try (ListKeyPair pair = listKey(account)) {
                certificate(account, pair);
              }
              return null;
            });
  }

  /** The first epoch of a group of our own. */
  void found(BareJid room, String name, Outcome outcome) throws StoreException, GroupException {
    surroundings
        .store()
        .<Void, GroupException>transaction(
            rows -> {
              found(gate(rows, outcome), room, name);
              return null;
            });
  }

  private void found(Gate gate, BareJid room, String name) throws StoreException, GroupException {
    Epoch first = sign(gate.rows(), drafting -> drafting.create(room, List.of()));
    Groups groups = new Groups(gate.rows());
    groups.put(new Groups.Entry(first.place(), Groups.Standing.JOINED, name, "", gate.now()));
    groups.pin(room, Set.of(first.hash()));
    groups.present(room, Set.of(self.account()), gate.now());
    accept(gate, Membership.founded(first.place()), first);
    post.tellAll(gate, first);
    abouts.begin(gate, new GroupAbout(first.place(), name, "", gate.now()), first.members());
  }

  /** A change of a group that we take part in. */
  void change(BareJid room, Change change, Outcome outcome) throws StoreException, GroupException {
    surroundings
        .store()
        .<Void, GroupException>transaction(
            rows -> {
              change(gate(rows, outcome), room, change);
              return null;
            });
  }

  private void change(Gate gate, BareJid room, Change change)
      throws StoreException, GroupException {
    Optional<GroupState> group = GroupState.joined(gate.rows(), room);
    if (!group.isPresent()) {
      throw new GroupException(Reason.NOT_A_MEMBER);
    }
    Membership before = group.get().membership();
    Epoch next = sign(gate.rows(), drafting -> change.of(drafting, before));
    accept(gate, before, next);
    post.tellAll(gate, next);
    List<Member> added = new ArrayList<>(next.members());
    added.removeIf(each -> GroupViews.listed(before).containsKey(each.jid()));
    abouts.tell(gate, group.get().entry(), added);
  }

  /**
   * We go: everybody is told so, if there is anybody, and if what is signed now counts.
   *
   * @throws GroupException NOT_A_MEMBER, CANNOT_SIGN, MERGE_FIRST, or NO_OWNER as long as others
   *     are in the group and none of them owns it
   */
  void leave(BareJid room, Outcome outcome) throws StoreException, GroupException {
    surroundings
        .store()
        .<Void, GroupException>transaction(
            rows -> {
              leave(gate(rows, outcome), room);
              return null;
            });
  }

  private void leave(Gate gate, BareJid room) throws StoreException, GroupException {
    Optional<GroupState> group = GroupState.of(gate.rows(), room);
    if (!group.isPresent()) {
      throw new GroupException(Reason.NOT_A_MEMBER);
    }
    Membership before = group.get().membership();
    boolean listed = GroupViews.listed(before).containsKey(self.account());
    boolean alone = listed && GroupViews.listed(before).size() == 1;
    if (listed && !alone && before.state() != Membership.State.STUCK) {
      Epoch last = sign(gate.rows(), drafting -> drafting.leave(before));
      accept(gate, before, last);
      post.tellMembers(gate, last);
    }
    new Groups(gate.rows()).put(group.get().entry().in(Groups.Standing.LEFT, gate.now()));
    Departure.from(gate, room, self.account());
  }

  /** Somebody with an account root who is to be added, as they are known here. */
  Optional<Member> member(BareJid whom) throws StoreException {
    Optional<AccountRoot> root =
        surroundings.store().transaction(rows -> new People(rows).of(whom).flatMap(Person::root));
    return root.map(each -> Member.account(whom, MemberRole.MEMBER, each));
  }

  /**
   * Somebody with another client who is to be added, with these devices, as far as anything may
   * leave to them: of somebody of whom anything was ever verified, only what a person decided
   * about.
   */
  Member foreign(BareJid whom, SortedMap<DeviceId, IdentityKey> devices, Outcome outcome)
      throws StoreException, GroupException {
    SortedMap<DeviceId, IdentityKey> pinned =
        surroundings.store().transaction(rows -> pinned(gate(rows, outcome), whom, devices));
    if (pinned.isEmpty()) {
      throw new GroupException(Reason.NO_KEYS);
    }
    return Member.foreign(whom, pinned);
  }

  private static SortedMap<DeviceId, IdentityKey> pinned(
      Gate gate, BareJid whom, SortedMap<DeviceId, IdentityKey> devices) throws StoreException {
    SortedMap<DeviceId, IdentityKey> pinned = new TreeMap<>();
    for (Map.Entry<DeviceId, IdentityKey> each : devices.entrySet()) {
      DeviceAddress device = new DeviceAddress(whom, each.getKey());
      if (!gate.accepts(device, each.getValue())) {
        gate.otherKeyOffered(device);
      } else if (gate.isOpenTo(device)) {
        new PeerDevices(gate.rows()).seen(device, each.getValue(), gate.now());
        pinned.put(each.getKey(), each.getValue());
      }
    }
    return pinned;
  }

  /**
   * Refuses to let a group grow beyond what fits into one message (REVIEW 32): a key for each
   * device of another client stands in every one.
   */
  void requireRoomFor(BareJid room, Member added) throws StoreException, GroupException {
    surroundings
        .store()
        .<Void, GroupException>transaction(
            rows -> {
              int count = foreignDevices(rows, added);
              Optional<GroupState> group = GroupState.joined(rows, room);
              if (count > 0 && group.isPresent()) {
                for (Member each : group.get().readers()) {
                  count += foreignDevices(rows, each);
                }
              }
              if (count > MAX_FOREIGN_DEVICES) {
                throw new GroupException(Reason.TOO_MANY_FOREIGN);
              }
              return null;
            });
  }

  private static int foreignDevices(Rows rows, Member member) throws StoreException {
    if (member.keys() instanceof Member.Foreign pinned) {
      return pinned.devices().size();
    }
    Optional<AcceptedList> list = new People(rows).of(member.jid()).flatMap(Person::accepted);
    int count = 0;
    for (ListedDevice each : list.map(AcceptedList::devices).orElse(List.of())) {
      count += each.can(Capability.GROUPS) ? 0 : 1;
    }
    return count;
  }

  private void accept(Gate gate, Membership before, Epoch epoch)
      throws StoreException, GroupException {
    Taken taken = new Memberships(gate.rows()).take(before, epoch);
    if (taken.verdict() != Taken.Verdict.ACCEPTED) {
      throw new GroupException(Reason.NOT_ALLOWED);
    }
    gate.outcome().news(each -> each.groupChanged(epoch.place().room()));
  }

  /** What only a certificate makes a draft. */
  @FunctionalInterface
  private interface Draft {
    EpochDraft by(Drafting drafting) throws DraftException;
  }

  private Epoch sign(Rows rows, Draft draft) throws StoreException, GroupException {
    OwnAccount account = new OwnAccount(rows);
    try (ListKeyPair pair = listKey(account)) {
      ListKeyCertificate certificate = certificate(account, pair);
      Instant now = surroundings.clock().instant();
      return pair.sign(draft.by(new Drafting(self.account(), certificate, now)));
    } catch (DraftException e) {
      throw new GroupException(reason(e));
    }
  }

  private static ListKeyPair listKey(OwnAccount account) throws StoreException, GroupException {
    return account.listKey().orElseThrow(() -> new GroupException(Reason.CANNOT_SIGN));
  }

  private static Reason reason(DraftException e) {
    return switch (e.reason()) {
      case NOT_ALLOWED -> Reason.NOT_ALLOWED;
      case MERGE_FIRST, NOTHING_TO_MERGE -> Reason.MERGE_FIRST;
      case NO_GROUP -> Reason.STUCK;
      case NO_CHANGE -> Reason.NOTHING_TO_DO;
      case NO_OWNER -> Reason.NO_OWNER;
      case TOO_LARGE -> Reason.TOO_LARGE;
    };
  }

  /** Of that list key, which this device holds; of a key that is dead, it signs nothing. */
  private static ListKeyCertificate certificate(OwnAccount account, ListKeyPair pair)
      throws StoreException, GroupException {
    return account
        .accepted()
        .map(SignedDeviceList::certificate)
        .filter(each -> each.key().equals(pair.listKey()))
        .orElseThrow(() -> new GroupException(Reason.CANNOT_SIGN));
  }

  private Gate gate(Rows rows, Outcome outcome) {
    return new Gate(rows, surroundings.clock().instant(), outcome);
  }
}
