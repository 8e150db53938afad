package im.symbolon.messenger.groups;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Provenance;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Lines;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.membership.Membership;
import im.symbolon.messenger.membership.Travel;
import im.symbolon.messenger.records.ContentXml;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.OutboxPlace;
import im.symbolon.messenger.records.ReceivingChains;
import im.symbolon.messenger.records.Seen;
import im.symbolon.messenger.records.SendingChains;
import im.symbolon.messenger.records.WaitingSlots;
import im.symbolon.messenger.records.Wanted;
import im.symbolon.messenger.repair.Repair;
import im.symbolon.messenger.repair.Unread;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.EpochName;
import im.symbolon.protocol.groups.SealedElement;
import im.symbolon.protocol.groups.SealedStanza;
import im.symbolon.protocol.omemo.EnvelopeCheck;
import im.symbolon.protocol.omemo.Route;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.doubleratchet.Spent;
import im.symbolon.ratchet.groups.OpenedSlot;
import im.symbolon.ratchet.groups.ReceivingChain;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Reads what comes through a group's room, in the transaction that takes it out of the inbox. Who
 * wrote it says the chain, which came through a session of its own; nothing that the room says is
 * believed. What a room made up leaves no line.
 */
public final class GroupIntake {
  private static final Logger LOG = Logger.getLogger(GroupIntake.class.getName());

  /** Before a chain that is missing is asked for (REVIEW 11). */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final EpochPost epochs;
  private final Lost lost;
  private final Got got;
  private final Opened opened;
  private final Runnable waits;
  private final SealedEnvelope envelopes;

  GroupIntake(Surroundings surroundings, ThisDevice self, EpochPost epochs, Told told) {
    this.surroundings = surroundings;
    this.self = self;
    this.epochs = epochs;
    this.lost = told.lost();
    this.got = told.got();
    this.opened = told.opened();
    this.waits = told.waits();
    this.envelopes = new SealedEnvelope(surroundings);
  }

  /**
   * Who is told what.
   *
   * @param lost of what cannot be read with the chain that was handed over
   * @param got of what was read
   * @param opened of the state that a chain is in after a message
   * @param waits after something began to wait
   */
  record Told(Lost lost, Got got, Opened opened, Runnable waits) {}

  /** Sees to it that a message is sent again. */
  @FunctionalInterface
  interface Lost {
    void ask(Rows rows, Unread unread, Outcome outcome) throws StoreException;
  }

  /** Sees to it that its writer hears that a message came. */
  @FunctionalInterface
  interface Got {
    void message(Gate gate, GroupState group, ChatMessage message) throws StoreException;
  }

  /** Sees to what a chain shows to be missing. */
  @FunctionalInterface
  interface Opened {
    void with(Gate gate, ReceivingChain next) throws StoreException;
  }

  /** What became of a message. */
  private enum Result {
    /** There is nothing more to be done with it. */
    DONE,
    /** Something that it needs is not here yet. */
    WAITS
  }

  /** One message, and the transaction. */
  private record Turn(Gate gate, GroupState group, Inbox.Arrived arrived, SealedStanza stanza) {
    Rows rows() {
      return gate.rows();
    }

    SealedElement sealed() {
      return stanza.sealed();
    }
  }

  /** True for what is worth to be kept until it is looked at: we take part in that group. */
  public static boolean concerns(Rows rows, IncomingStanza stanza) throws StoreException {
    Optional<BareJid> room = stanza.sender();
    return room.isPresent() && new Groups(rows).isJoined(room.get());
  }

  /** Deals with a stanza of type groupchat. */
  public Spent take(Rows rows, Inbox.Arrived arrived, Outcome outcome) throws StoreException {
    Spent[] spent = {Spent.nothing()};
    Optional<Turn> turn = turn(rows, arrived, outcome);
    if (turn.isPresent() && take(turn.get(), spent) == Result.WAITS) {
      wait(turn.get());
    }
    return spent[0];
  }

  private Optional<Turn> turn(Rows rows, Inbox.Arrived arrived, Outcome outcome)
      throws StoreException {
    Optional<SealedStanza> stanza = read(arrived.stanza());
    Optional<BareJid> room = arrived.stanza().sender();
    if (!stanza.isPresent() || !room.isPresent()) {
      return Optional.empty();
    }
    Gate gate = new Gate(rows, now(), outcome);
    return GroupState.joined(rows, room.get())
        .filter(each -> each.entry().place().genesis().equals(stanza.get().sealed().genesis()))
        .map(each -> new Turn(gate, each, arrived, stanza.get()));
  }

  private static Optional<SealedStanza> read(IncomingStanza stanza) {
    try {
      return SealedStanza.find(stanza.extensions());
    } catch (ProtocolException | IllegalArgumentException e) {
      LOG.log(Level.FINE, "a room's message is not read: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  private Result take(Turn turn, Spent[] spent) throws StoreException {
    SealedElement sealed = turn.sealed();
    if (isOurs(turn)) {
      reflected(turn);
      return Result.DONE;
    }
    if (new Seen(turn.rows()).find(mark(sealed)).isPresent()) {
      return Result.DONE;
    }
    Optional<ReceivingChain> chain =
        new ReceivingChains(turn.rows(), turn.group().room())
            .of(sealed.position().chain(), sealed.sender());
    return chain.isPresent() ? open(turn, chain.get(), spent) : Result.WAITS;
  }

  /** The room shows everybody what they said. */
  private boolean isOurs(Turn turn) throws StoreException {
    SendingChains own = new SendingChains(turn.rows());
    BareJid room = turn.group().room();
    return turn.sealed().sender().equals(self.id())
        && (own.isEnded(room, turn.sealed().position().chain())
            || own.of(room)
                .filter(each -> each.chain().id().equals(turn.sealed().position().chain()))
                .isPresent());
  }

  /**
   * The room has it: nothing more can be done for it from here. It may say so before the own server
   * says that it took it.
   */
  private void reflected(Turn turn) throws StoreException {
    Outbox outbox = new Outbox(turn.rows());
    String id = turn.sealed().message().value();
    boolean ours =
        outbox
            .get(id)
            .filter(each -> each.entry().kind() == OutboxEntry.Kind.GROUP)
            .filter(each -> each.entry().to().equals(turn.group().room()))
            .filter(each -> each.place().state() != OutboxPlace.State.WAITING)
            .isPresent();
    if (ours) {
      outbox.remove(id);
      new Messages(turn.rows())
          .advance(turn.group().room(), self.account(), id, DeliveryState.SENT)
          .ifPresent(turn.gate().outcome()::changed);
    }
  }

  private Result open(Turn turn, ReceivingChain chain, Spent[] spent) throws StoreException {
    DeviceAddress sender = chain.owner().sender();
    try {
      OpenedSlot slot =
          chain.open(
              turn.stanza().statement(turn.group().room(), sender.account()),
              turn.sealed().signature());
      try (RatchetPlaintext secret = slot.secret()) {
        Speaker speaker = speaker(turn, sender);
        if (speaker != Speaker.ACCEPTED) {
          return speaker == Speaker.UNKNOWN ? Result.WAITS : Result.DONE;
        }
        store(turn, sender, secret);
      }
      new ReceivingChains(turn.rows(), turn.group().room()).update(slot.next());
      opened.with(turn.gate(), slot.next());
      new Seen(turn.rows()).put(mark(turn.sealed()), new Seen.Mark(Optional.empty(), 0), now());
      spent[0] = slot.spent();
    } catch (RatchetException e) {
      refused(turn, sender, e);
    }
    return Result.DONE;
  }

  /**
   * Who names an epoch that is not known here is asked for it; who knows less is told (REVIEW 10).
   */
  private Speaker speaker(Turn turn, DeviceAddress sender) throws StoreException {
    GroupState group = turn.group();
    EpochName named = turn.sealed().epoch();
    Travel travel = Travel.heard(group.membership(), sender.account(), named);
    Speaker speaker = Speaker.of(turn.gate(), group, sender, travel);
    if (travel.action() == Travel.Action.HOLD) {
      epochs.ask(turn.gate(), sender, group.entry().place(), named.hash());
    } else if (speaker == Speaker.ACCEPTED) {
      epochs.tell(turn.gate(), sender, travel.tell());
      confirmed(turn, sender.account(), named);
    }
    return speaker;
  }

  private static void confirmed(Turn turn, BareJid member, EpochName named) throws StoreException {
    Membership membership = turn.group().membership();
    if (!membership.knows(member, named.hash())
        && !membership.confirmed(member, named.hash()).equals(membership)) {
      new Groups(turn.rows())
          .confirmed(turn.group().room(), new Groups.Confirmed(member, named.hash()));
    }
  }

  /** What its sender signed and yet is not the same for everybody, people have to know about. */
  private void refused(Turn turn, DeviceAddress sender, RatchetException why)
      throws StoreException {
    LOG.log(Level.FINE, "a group message of {0}: {1}", new Object[] {sender, why.reason()});
    if (why.reason() == RatchetException.Reason.NO_SESSION) {
      missed(turn, sender);
    }
    if (why.reason() == RatchetException.Reason.CONTRADICTORY) {
      new Lines(turn.rows(), now(), turn.gate().outcome())
          .write(turn.group().room(), Note.NOT_AUTHENTIC, turn.sealed().message().value());
    }
  }

  /** It is signed, and from before the chain was handed to us: if we were in by then, we ask. */
  private void missed(Turn turn, DeviceAddress sender) throws StoreException {
    SealedElement sealed = turn.sealed();
    boolean meant =
        turn.group()
            .membership()
            .epoch(sealed.epoch().hash())
            .flatMap(each -> each.member(self.account()))
            .isPresent();
    if (meant && speaker(turn, sender) == Speaker.ACCEPTED) {
      String id = sealed.message().value();
      Instant sent = turn.arrived().sentAt();
      Wanted.Line line = new Wanted.Line("refused:" + id, Note.NO_SESSION);
      lost.ask(
          turn.rows(),
          new Unread(id, turn.group().room(), sender, line, sent),
          turn.gate().outcome());
    }
  }

  private void store(Turn turn, DeviceAddress sender, RatchetPlaintext secret)
      throws StoreException, RatchetException {
    byte[] plaintext =
        Dialect.of(OmemoVersion.OMEMO_2)
            .openPayload(turn.stanza().payload().bytes(), Optional.empty(), secret);
    Instant sent = turn.arrived().sentAt();
    Route route = new Route(sender.account(), turn.group().room());
    try {
      EnvelopeCheck.Verified verified =
          envelopes.read(plaintext, route, turn.sealed().message(), sent);
      Content said =
          ContentXml.read(verified.envelope().content(), sender.account(), self.account());
      if (!said.isEmpty()) {
        store(turn, message(turn, sender, verified.written().orElse(sent)).saying(said));
      }
    } catch (ProtocolException e) {
      LOG.log(Level.WARNING, "an envelope of {0}: {1}", new Object[] {sender, e.reason()});
    }
  }

  private ChatMessage message(Turn turn, DeviceAddress sender, Instant at) throws StoreException {
    boolean outgoing = sender.account().equals(self.account());
    return new ChatMessage(
            turn.sealed().message().value(),
            turn.group().room(),
            sender.account(),
            Optional.of(sender.device()),
            outgoing,
            "",
            at,
            outgoing ? DeliveryState.SENT : DeliveryState.RECEIVED,
            Optional.empty())
        .from(new Provenance(turn.gate().trustIn(sender), OmemoVersion.OMEMO_2));
  }

  private void store(Turn turn, ChatMessage message) throws StoreException {
    Repair.arrived(turn.rows(), message);
    switch (new Messages(turn.rows()).arrive(message)) {
      case NEW, FOUND -> {
        turn.gate().outcome().received(message);
        got.message(turn.gate(), turn.group(), message);
      }
      case CONFLICTING ->
          new Lines(turn.rows(), now(), turn.gate().outcome())
              .write(message.chat(), Note.CONFLICTING, message.id());
      case RETRACTED -> turn.gate().outcome().chatChanged(message.chat());
      case KNOWN -> {} // it came by another way before
    }
  }

  private void wait(Turn turn) throws StoreException {
    SealedElement sealed = turn.sealed();
    WaitingSlots.Claim claim =
        new WaitingSlots.Claim(
            turn.group().room(),
            sealed.position().chain(),
            sealed.position().iteration(),
            sealed.sender());
    boolean kept =
        new WaitingSlots(turn.rows())
            .add(mark(sealed), claim, turn.arrived(), now().plus(PATIENCE));
    turn.gate().outcome().afterwards(waits);
    if (!kept) {
      LOG.log(Level.WARNING, "too much waits in {0}", turn.group().room());
    }
  }

  /** Something came that messages of that group may have waited for. */
  void retry(Gate gate, BareJid room) throws StoreException {
    WaitingSlots waiting = new WaitingSlots(gate.rows());
    for (WaitingSlots.Slot each : waiting.of(room)) {
      if (HeldBack.isOne(each.arrived().stanza())) {
        continue;
      }
      Spent[] spent = {Spent.nothing()};
      Optional<Turn> turn = turn(gate.rows(), each.arrived(), gate.outcome());
      if (!turn.isPresent() || take(turn.get(), spent) == Result.DONE) {
        waiting.remove(each);
        Spent used = spent[0];
        gate.outcome().afterwards(used::wipe);
      }
    }
  }

  /** The same for every copy of a message that its sender signed. */
  private static byte[] mark(SealedElement sealed) {
    MessageDigest digest = Sha256.create();
    digest.update(sealed.position().chain().encode());
    digest.update(ByteBuffer.allocate(4).putInt(sealed.position().iteration()).array());
    return digest.digest(sealed.signature().encode());
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
