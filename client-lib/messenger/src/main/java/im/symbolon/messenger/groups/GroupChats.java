package im.symbolon.messenger.groups;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Member;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Groups: the door for people's decisions. A group is named by its room. Thread-safe. */
public final class GroupChats {
  private final Surroundings surroundings;
  private final ThisDevice self;
  private final RoomDoor door;
  private final GroupEngine.Net net;
  private final Admission admission;

  GroupChats(
      Surroundings surroundings,
      ThisDevice self,
      Admission admission,
      RoomDoor door,
      GroupEngine.Net net) {
    this.surroundings = surroundings;
    this.self = self;
    this.door = door;
    this.net = net;
    this.admission = admission;
  }

  /**
   * Makes a group with nobody else in it.
   *
   * @throws TransportException when its room could not be made
   * @throws GroupException when this device cannot sign who is in it
   */
  public BareJid create(String name) throws TransportException, StoreException, GroupException {
    admission.requireSigner();
    BareJid room = door.create(name);
    act(outcome -> admission.found(room, name, outcome));
    return room;
  }

  /** The groups that this account belongs to, or did. */
  public List<Groups.Entry> all() throws StoreException {
    return surroundings.store().transaction(rows -> new Groups(rows).all());
  }

  /** Takes part in a group that one was added to, with all own devices. */
  public void join(BareJid room) throws StoreException {
    Outcome outcome = new Outcome();
    boolean known =
        surroundings.store().transaction(rows -> join(new Gate(rows, now(), outcome), room));
    if (known) {
      door.join(room);
    }
    net.act().accept(outcome);
  }

  private boolean join(Gate gate, BareJid room) throws StoreException {
    Optional<GroupState> group = GroupState.of(gate.rows(), room);
    if (group.isPresent()) {
      new Groups(gate.rows()).put(group.get().entry().in(Groups.Standing.JOINED, gate.now()));
      new EpochPost(surroundings, self).tellOwn(gate, group.get().membership().heads());
    }
    return group.isPresent();
  }

  /**
   * Adds somebody, whose devices are looked up first.
   *
   * @throws GroupException when they cannot be added
   * @throws TransportException when the room's server did not let them in; nothing was signed
   */
  public void add(BareJid room, BareJid member)
      throws TransportException, StoreException, GroupException {
    net.before().look(member);
    Member added = admission.member(member);
    // Whom the room has and no admin signed gets nothing; the other way round, messages would miss
    // somebody who was just added.
    door.admit(room, member);
    try {
      act(outcome -> admission.change(room, (draft, now) -> draft.add(now, added), outcome));
    } catch (GroupException e) {
      if (e.reason() != GroupException.Reason.NOTHING_TO_DO) {
        door.expel(room, member);
      }
      throw e;
    }
  }

  /**
   * Removes somebody: from now on, nothing of what this device writes can be read by them.
   *
   * @throws GroupException when this account may not
   * @throws TransportException when the room's server did not answer; what was signed counts
   */
  public void remove(BareJid room, BareJid member)
      throws TransportException, StoreException, GroupException {
    act(outcome -> admission.change(room, (draft, now) -> draft.remove(now, member), outcome));
    door.expel(room, member);
  }

  /**
   * Queues a message for everybody who is in the group when it leaves.
   *
   * @return the message, {@link DeliveryState#QUEUED} and stored
   */
  public ChatMessage send(BareJid room, String text) throws StoreException {
    ChatMessage message =
        new ChatMessage(
            surroundings.newId(),
            room,
            self.account(),
            Optional.empty(),
            true,
            text,
            Instant.ofEpochMilli(surroundings.clock().millis()),
            DeliveryState.QUEUED,
            Optional.empty());
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .transaction(
            rows -> {
              new Messages(rows).add(message);
              new Outbox(rows).add(OutboxEntry.group(message, message.time()));
              return null;
            });
    outcome.queued(room);
    net.act().accept(outcome);
    return message;
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
