package im.symbolon.messenger.groups;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Gated;
import im.symbolon.messenger.core.Lines;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.records.ReceivingChains;
import im.symbolon.messenger.records.SendingChains;
import im.symbolon.messenger.records.SentSlots;
import im.symbolon.messenger.records.SkippedSlots;
import im.symbolon.messenger.records.WaitingSlots;
import im.symbolon.messenger.repair.Looks;
import im.symbolon.messenger.repair.Repair;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.SealedElementCodec;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.doubleratchet.Spent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Logger;

/** Joins the parts that groups consist of, and says when what is done. */
public final class GroupEngine {
  /** People whose lists are being looked at because they say that we were added to a group. */
  private static final int MAX_DOUBTS = 20;

  /** Until a device that was just linked can be written to. */
  private static final Duration NEWCOMERS_NEED = Duration.ofSeconds(20);

  private static final Duration AFTER_BEING_PUT_OUT = Duration.ofMinutes(5);

  private static final Logger LOG = Logger.getLogger(GroupEngine.class.getName());

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Net net;
  private final Gated gated;
  private final RoomDoor door;
  private final EpochPost epochPost;
  private final GroupPost post;
  private final GroupIntake intake;
  private final GroupControl control;
  private final EpochIntake epochs;
  private final WaitingCare waiting;
  private final SkippedCare skipped;
  private final HeldBack heldBack;
  private final GroupChats chats;
  private final Abouts abouts;
  private final MergeCare merging;
  private final Leavers leavers;
  private final ReceiptCare receipts;
  private final Set<DeviceAddress> doubts = ConcurrentHashMap.newKeySet();

  /**
   * What groups need around them.
   *
   * @param before looks at a person's signed list, if that is due
   * @param looks at it for a reason, and does something afterwards
   * @param repair asks for what cannot be read
   * @param worker where they work
   * @param act does what is due after a transaction
   * @param online whether anybody can answer now
   * @param foreign what is known of members with other clients
   * @param inbox told when there is something in it again
   */
  public record Net(
      PersonLook before,
      Looks looks,
      Repair repair,
      Foreign foreign,
      Runnable inbox,
      Worker worker,
      Consumer<Outcome> act,
      BooleanSupplier online) {}

  /**
   * Members with other clients.
   *
   * @param beside seals for them
   * @param keys asks for their keys
   */
  public record Foreign(Beside beside, ForeignKeys keys) {}

  /** Looks at a person's signed list, if that is due. */
  @FunctionalInterface
  public interface PersonLook {
    void look(BareJid account) throws TransportException, StoreException;

    /** At the lists of all of these. */
    default void look(Collection<BareJid> accounts) throws TransportException, StoreException {
      for (BareJid each : accounts) {
        look(each);
      }
    }
  }

  public GroupEngine(Surroundings surroundings, ThisDevice self, RoomDoor door, Net net) {
    this.surroundings = surroundings;
    this.self = self;
    this.net = net;
    this.gated = new Gated(surroundings, net.act());
    this.door = door;
    this.abouts = new Abouts(surroundings);
    this.leavers = new Leavers(surroundings, self, door, net);
    RoomLooks looks = new RoomLooks(surroundings, door, net, leavers);
    this.receipts = new ReceiptCare(surroundings, net);
    WaitingCare.Net working = new WaitingCare.Net(net.worker(), net.act(), net.online());
    this.waiting = new WaitingCare(surroundings, self, working);
    this.skipped = new SkippedCare(surroundings, working, net.repair()::unread);
    this.post = new GroupPost(surroundings, self, looks, net.foreign().beside(), net.act());
    this.heldBack =
        new HeldBack(
            surroundings,
            net.foreign().keys(),
            new HeldBack.Net(net.looks(), net.worker(), net.act(), net.inbox()));
    this.epochPost = new EpochPost(surroundings, self);
    this.intake =
        new GroupIntake(
            surroundings,
            self,
            epochPost,
            new GroupIntake.Told(
                net.repair()::unread, receipts::got, skipped::opened, waiting::soon));
    this.epochs = new EpochIntake(self, epochPost, new Changes());
    GroupTypingCare typing = new GroupTypingCare(surroundings, self, net.online());
    this.control = new GroupControl(surroundings, self, intake, epochs, abouts, skipped, typing);
    Admission admission = new Admission(surroundings, self, epochPost, abouts);
    this.merging = new MergeCare(self, admission, net);
    this.chats =
        new GroupChats(
            surroundings,
            self,
            new GroupChats.Parts(admission, epochPost, abouts, looks, receipts, typing),
            door,
            net);
  }

  public GroupPost post() {
    return post;
  }

  /** Deals with a stanza that came through a room, in the transaction that takes it. */
  public Spent take(Rows rows, Inbox.Arrived arrived, Outcome outcome) throws StoreException {
    Optional<BareJid> room = arrived.stanza().sender();
    for (XmlElement each : arrived.stanza().extensions()) {
      if (EpochIntake.isNamed(each) && room.isPresent()) {
        epochs.take(new Gate(rows, now(), outcome), room.get(), each);
      }
    }
    return intake.take(rows, arrived, outcome);
  }

  /** True when a slot is in it, or something else that signs for itself: no OMEMO is read then. */
  public static boolean isSlot(IncomingStanza stanza) {
    return stanza.extensions().stream()
        .anyMatch(each -> SealedElementCodec.isNamed(each) || EpochIntake.isNamed(each));
  }

  /**
   * OMEMO of a device that nobody is known to have: kept for a while, until somebody's own server
   * says whose it is. It is done with for now.
   */
  public void heldBack(Gate gate, Inbox.Arrived arrived, DeviceId device) throws StoreException {
    Optional<BareJid> room = arrived.stanza().sender();
    if (room.isPresent()) {
      heldBack.add(gate, arrived, room.get(), device);
    }
  }

  /** What follows from who is in a group. */
  private final class Changes implements EpochIntake.Changes {
    @Override
    public void changed(Gate gate, BareJid room) throws StoreException {
      intake.retry(gate, room);
      heldBack.retry(gate, room);
      abouts.retry(gate, room);
      gate.outcome().news(each -> each.groupChanged(room));
      look(gate, room);
    }

    @Override
    public void doubted(Gate gate, DeviceAddress sender, Epoch epoch) {
      if (doubts.size() < MAX_DOUBTS && doubts.add(sender)) {
        Runnable then = () -> net.worker().execute(() -> lookedAt(sender, epoch));
        gate.outcome().afterwards(() -> net.looks().look(sender.account(), then));
      }
    }

    @Override
    public void added(Gate gate, Groups.Entry group, BareJid by) {
      if (group.isJoined()) {
        gate.outcome().afterwards(() -> net.worker().execute(() -> door.join(group.room())));
      } else {
        gate.outcome().news(each -> each.groupInvited(group.room(), by));
      }
    }

    @Override
    public void out(Gate gate, Groups.Entry group) throws StoreException {
      Departure.from(gate, group.room(), self.account());
      if (group.standing() == Groups.Standing.REMOVED) {
        String occasion = Long.toString(group.since().toEpochMilli());
        new Lines(gate.rows(), gate.now(), gate.outcome())
            .write(group.room(), Note.REMOVED_FROM_GROUP, occasion);
        gate.outcome().news(each -> each.removedFromGroup(group.room()));
      }
      gate.outcome().afterwards(() -> net.worker().execute(() -> door.leave(group.room())));
    }
  }

  private void look(Gate gate, BareJid room) throws StoreException {
    Optional<GroupState> group = GroupState.joined(gate.rows(), room);
    if (group.isPresent()) {
      merging.look(gate, group.get());
      leavers.look(gate, group.get());
    }
  }

  private void lookAtAll(Gate gate) throws StoreException {
    for (Groups.Entry each : new Groups(gate.rows()).all()) {
      look(gate, each.room());
    }
  }

  public GroupControl control() {
    return control;
  }

  public GroupChats chats() {
    return chats;
  }

  /** The stream is open: we are in our rooms, and what waits is asked for. */
  public void connected() {
    net.worker().execute(this::enter);
    net.worker().execute(() -> transact(this::lookAtAll));
    waiting.connected();
    skipped.connected();
    receipts.connected();
    net.worker().after(Reflections.PATIENCE.multipliedBy(2), () -> transact(Reflections::check));
  }

  /** Our server took a message for that room, which shows it to us when it has it. */
  public void taken(BareJid room) {
    net.worker()
        .after(
            Reflections.PATIENCE.plusSeconds(1),
            () -> transact(gate -> Reflections.check(gate, room)));
  }

  /** This device is in that room, anew. */
  public void entered(BareJid room) {
    affiliated(room);
    net.worker().after(Reflections.PATIENCE, () -> transact(gate -> Reflections.check(gate, room)));
  }

  /** The room's server says that others are in it. */
  public void affiliated(BareJid room) {
    net.worker().execute(() -> transact(gate -> new Groups(gate.rows()).outdated(room)));
  }

  /** A room put this device out, which belongs to its group: it may be a mistake, or be over. */
  public void out() {
    net.worker().after(AFTER_BEING_PUT_OUT, this::enter);
  }

  private void enter() {
    try {
      List<Groups.Entry> all = surroundings.store().transaction(rows -> new Groups(rows).all());
      all.stream().filter(Groups.Entry::isJoined).forEach(each -> door.join(each.room()));
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  /** Somebody's devices may be others now: what they wrote may be read; new own ones are told. */
  public void devicesChanged(BareJid person) {
    net.worker().execute(this::retry);
    if (person.equals(self.account())) {
      net.worker().after(NEWCOMERS_NEED, () -> transact(this::tellOwn));
    }
  }

  private void tellOwn(Gate gate) throws StoreException {
    for (Groups.Entry each : new Groups(gate.rows()).all()) {
      if (each.isJoined()) {
        epochPost.tellOwn(gate, new Memberships(gate.rows()).of(each.place()).heads());
        abouts.tellOwn(gate, each);
      }
    }
  }

  private void retry() {
    transact(
        gate -> {
          for (Groups.Entry each : new Groups(gate.rows()).all()) {
            intake.retry(gate, each.room());
            heldBack.retry(gate, each.room());
          }
        });
  }

  private void lookedAt(DeviceAddress sender, Epoch epoch) {
    doubts.remove(sender);
    transact(gate -> epochs.takeAgain(gate, sender, epoch));
  }

  private void transact(Gated.Step step) {
    try {
      gated.run(step);
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }

  /** Forgets what is over. */
  public static void purge(Rows rows, Instant now) throws StoreException {
    new SendingChains(rows).purge(now);
    ReceivingChains.purge(rows, now);
    new WaitingSlots(rows).purge(now);
    new SentSlots(rows).purge(now);
    new SkippedSlots(rows).purge();
  }
}
