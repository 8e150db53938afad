package im.symbolon.messenger.groups;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Reception;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Gated;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.SendableText;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.membership.RemovalProgress;
import im.symbolon.messenger.records.ChatStates;
import im.symbolon.messenger.records.GroupTopics;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.Receptions;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.rooms.RoomAvatar;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Member;
import im.symbolon.protocol.groups.MemberRole;
import im.symbolon.protocol.omemo.Mention;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Groups: the door for people's decisions. A group is named by its room. Thread-safe. */
public final class GroupChats {
  private final Surroundings surroundings;
  private final ThisDevice self;
  private final RoomDoor door;
  private final GroupEngine.Net net;
  private final Parts parts;
  private final Gated gated;

  /** What does the work. */
  record Parts(
      Admission admission,
      EpochPost epochs,
      Abouts abouts,
      RoomLooks looks,
      ReceiptCare receipts,
      GroupTypingCare typing) {}

  GroupChats(
      Surroundings surroundings, ThisDevice self, Parts parts, RoomDoor door, GroupEngine.Net net) {
    this.surroundings = surroundings;
    this.self = self;
    this.door = door;
    this.net = net;
    this.parts = parts;
    this.gated = new Gated(surroundings, net.act());
  }

  /**
   * Makes a group with nobody else in it.
   *
   * @throws TransportException when its room could not be made
   * @throws GroupException when this device cannot sign who is in it
   * @throws IllegalArgumentException when the name is longer than 200 characters or cannot be sent
   */
  public BareJid create(String name) throws TransportException, StoreException, GroupException {
    GroupAbout.requireName(name);
    parts.admission().requireSigner();
    BareJid room = door.create(name);
    act(outcome -> parts.admission().found(room, name, outcome));
    return room;
  }

  /** The groups that this account belongs to, or did. */
  public List<Groups.Entry> all() throws StoreException {
    return surroundings.store().transaction(rows -> new Groups(rows).all());
  }

  /** What a group is called and what it is about; empty when it is not known. */
  public Optional<GroupTopics.About> about(BareJid room) throws StoreException {
    return surroundings.store().transaction(rows -> new GroupTopics(rows).of(room));
  }

  /** Takes part in a group that one was added to, with all own devices. */
  public void join(BareJid room) throws StoreException {
    if (gated.call(gate -> join(gate, room))) {
      door.join(room);
    }
  }

  private boolean join(Gate gate, BareJid room) throws StoreException {
    Optional<GroupState> group =
        GroupState.of(gate.rows(), room).filter(each -> isOpen(each.entry()));
    if (group.isPresent()) {
      new Groups(gate.rows()).put(group.get().entry().in(Groups.Standing.JOINED, gate.now()));
      parts.epochs().tellOwn(gate, group.get().membership().heads());
    }
    return group.isPresent();
  }

  private static boolean isOpen(Groups.Entry entry) {
    return entry.isJoined() || entry.standing() == Groups.Standing.INVITED;
  }

  /**
   * Leaves a group, with all own devices. What still waited to be sent there is not sent.
   *
   * @throws GroupException when that could not be signed; an only owner has to make somebody else
   *     one first
   */
  public void leave(BareJid room) throws StoreException, GroupException {
    act(outcome -> parts.admission().leave(room, outcome));
    door.leave(room);
  }

  /**
   * Adds somebody, whose devices are looked up first. Who has another client is added with the
   * devices that are found, of which nobody vouches for any (REVIEW 31).
   *
   * @throws GroupException when they cannot be added
   * @throws TransportException when the room's server did not let them in; nothing was signed
   */
  public void add(BareJid room, BareJid member)
      throws TransportException, StoreException, GroupException {
    Member added = lookedUp(member);
    parts.admission().requireRoomFor(room, added);
    // Whom the room has and no admin signed gets nothing; the other way round, messages would miss
    // somebody who was just added.
    door.admit(room, member);
    try {
      change(room, (draft, now) -> draft.add(now, added));
    } catch (GroupException e) {
      if (e.reason() != GroupException.Reason.NOTHING_TO_DO) {
        door.expel(room, member);
      }
      throw e;
    }
  }

  private Member lookedUp(BareJid whom) throws TransportException, StoreException, GroupException {
    net.before().look(whom);
    Optional<Member> known = parts.admission().member(whom);
    if (known.isPresent()) {
      return known.get();
    }
    Outcome outcome = new Outcome();
    Member foreign = parts.admission().foreign(whom, net.foreign().keys().of(whom), outcome);
    net.act().accept(outcome);
    return foreign;
  }

  /**
   * Removes somebody: from now on, nothing of what this device writes can be read by them.
   *
   * @throws GroupException when this account may not
   * @throws TransportException when the room's server did not answer; what was signed counts
   */
  public void remove(BareJid room, BareJid member)
      throws TransportException, StoreException, GroupException {
    change(room, (draft, now) -> draft.remove(now, member));
    door.expel(room, member);
  }

  /**
   * Gives somebody another role, in the signed list and in the room.
   *
   * @throws GroupException when this account may not
   * @throws TransportException when the room's server did not do so; what was signed counts
   */
  public void role(BareJid room, BareJid member, MemberRole role)
      throws TransportException, StoreException, GroupException {
    change(room, (draft, now) -> draft.role(now, member, role));
    door.affiliate(room, member, role);
  }

  /**
   * Says what a group is called and what it is about: to its members end to end, and to the room
   * only where somebody is in it who sees nothing else.
   *
   * @throws GroupException when this account may not
   * @throws TransportException when foreign members could not be told; all others were
   * @throws IllegalArgumentException when the name is longer than 200 characters or the topic
   *     longer than 2,000, or they cannot be sent
   */
  public void about(BareJid room, String name, String topic)
      throws TransportException, StoreException, GroupException {
    GroupAbout.requireName(name);
    GroupAbout.requireTopic(topic);
    boolean[] foreign = new boolean[1];
    act(outcome -> foreign[0] = say(room, name, topic, outcome));
    if (foreign[0]) {
      door.subject(room, topic);
    }
  }

  private boolean say(BareJid room, String name, String topic, Outcome outcome)
      throws StoreException, GroupException {
    return surroundings
        .store()
        .<Boolean, GroupException>transaction(
            rows -> {
              GroupState group =
                  GroupState.joined(rows, room)
                      .orElseThrow(() -> new GroupException(GroupException.Reason.NOT_A_MEMBER));
              Member own = group.membership().readers().get(self.account());
              if (own == null || !own.role().mayChange()) {
                throw new GroupException(GroupException.Reason.NOT_ALLOWED);
              }
              Gate gate = new Gate(rows, now(), outcome);
              parts.abouts().say(gate, group, parts.abouts().next(gate, group, name, topic));
              return group.readers().stream().anyMatch(Member::isForeign);
            });
  }

  /**
   * Shows a picture of the group, which the room's server sees.
   *
   * @throws TransportException when it did not take it
   */
  public void avatar(BareJid room, RoomAvatar picture) throws TransportException {
    door.avatar(room, picture);
  }

  /** Everybody in a group, and in its room; nobody of a group that is not known. Asks nobody. */
  public List<GroupMember> members(BareJid room) throws StoreException {
    return view(room, (views, group) -> views.members(group));
  }

  /** Members whom the next message does not reach as things are, and why. Asks nobody. */
  public List<Unreachable> unreachable(BareJid room) throws StoreException {
    return view(room, (views, group) -> views.unreachable(group));
  }

  /** "Removed, confirmed by N of M", of everybody who was removed or left (REVIEW 10). */
  public List<RemovalProgress> removals(BareJid room) throws StoreException {
    return view(room, (views, group) -> GroupViews.removals(group));
  }

  /** What a screen shows of a group. */
  @FunctionalInterface
  private interface View<T> {
    List<T> of(GroupViews views, GroupState group) throws StoreException;
  }

  private <T> List<T> view(BareJid room, View<T> view) throws StoreException {
    return surroundings
        .store()
        .transaction(
            rows -> {
              Optional<GroupState> group = GroupState.of(rows, room);
              GroupViews views = new GroupViews(new Gate(rows, now(), new Outcome()), self);
              return group.isPresent() ? view.of(views, group.get()) : List.of();
            });
  }

  /**
   * Asks the room's server who is in the room, as a screen does that shows the members.
   *
   * @throws TransportException when it did not answer
   */
  public void look(BareJid room) throws TransportException, StoreException {
    parts.looks().look(room);
  }

  /**
   * Queues a message for everybody who is in the group when it leaves.
   *
   * @return the message, {@link DeliveryState#QUEUED} and stored
   * @throws IllegalArgumentException as {@link SendableText#require}; nothing was queued
   * @throws GroupException when we do not take part in that group; nothing was queued
   */
  public ChatMessage send(BareJid room, String text) throws StoreException, GroupException {
    return send(room, text, List.of());
  }

  /**
   * The same for a text that names people.
   *
   * @throws IllegalArgumentException also when there are more than 50 mentions, or one is not
   *     within the text
   */
  public ChatMessage send(BareJid room, String text, List<Mention> mentions)
      throws StoreException, GroupException {
    SendableText.require(text);
    SendableText.require(text, mentions);
    ChatMessage message = surroundings.entry(room, Content.of(text).mentioning(mentions));
    return gated.<ChatMessage, GroupException>call(
        gate -> {
          if (!new Groups(gate.rows()).isJoined(room)) {
            throw new GroupException(GroupException.Reason.NOT_A_MEMBER);
          }
          Content content = new ChatStates(gate.rows()).lasting(room, message.content());
          ChatMessage lasting = message.saying(content);
          new Messages(gate.rows()).add(lasting);
          gate.queue(OutboxEntry.group(lasting, lasting.time()));
          gate.outcome().chatChanged(room);
          return lasting;
        });
  }

  /**
   * A person has read what is in that chat now, and wants those who wrote it to know that. In
   * groups of more than 50 nobody is told.
   */
  public void read(BareJid room) throws StoreException {
    gated.run(
        gate -> {
          Optional<GroupState> group = GroupState.joined(gate.rows(), room);
          if (group.isPresent()) {
            parts.receipts().read(gate, group.get());
          }
        });
  }

  /**
   * A person writes there now, or stopped; may be called with every key. In groups of more than 20
   * nobody is told.
   */
  public void typing(BareJid room, boolean composing) throws StoreException {
    gated.run(
        gate -> {
          Optional<GroupState> group = GroupState.joined(gate.rows(), room);
          if (group.isPresent()) {
            parts.typing().say(gate, group.get(), composing);
          }
        });
  }

  /** Who has got and read a message of ours; it is DELIVERED when everybody has it. */
  public Reception reception(BareJid room, String id) throws StoreException {
    return surroundings.store().transaction(rows -> new Receptions(rows).of(room, id));
  }

  private void change(BareJid room, Admission.Change change) throws StoreException, GroupException {
    act(outcome -> parts.admission().change(room, change, outcome));
  }

  /** Something that is signed and stored. */
  @FunctionalInterface
  private interface Decision {
    void take(Outcome outcome) throws StoreException, GroupException;
  }

  private void act(Decision decision) throws StoreException, GroupException {
    Outcome outcome = new Outcome();
    decision.take(outcome);
    net.act().accept(outcome);
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
