package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Provenance;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.chats.ReadCare;
import im.symbolon.messenger.core.ControlContent;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Aliases;
import im.symbolon.messenger.records.ContentXml;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.Seen;
import im.symbolon.messenger.repair.Repair;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.content.Pointer;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.omemo.SealedContent;
import im.symbolon.ratchet.doubleratchet.Spent;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one element of a stanza, within a transaction that is rolled back when it is refused. */
final class Reading {
  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Steps steps;
  private final Receipts receipts;
  private final ControlContent control;
  private final Repair repair;
  private final ReadCare reads;
  private final Map<OmemoVersion, Contents> contents = new EnumMap<>(OmemoVersion.class);

  Reading(Surroundings surroundings, ThisDevice self, ControlContent control, Repair repair) {
    this.surroundings = surroundings;
    this.self = self;
    this.steps = new Steps(surroundings, self);
    this.receipts = new Receipts(surroundings);
    this.control = control;
    this.repair = repair;
    this.reads = new ReadCare(surroundings);
    for (OmemoVersion each : OmemoVersion.values()) {
      contents.put(each, Contents.of(each, surroundings, self));
    }
  }

  /**
   * An element that was accepted.
   *
   * @param text whether it said something to read: whatever else came with it is done with then
   */
  record Accepted(Spent spent, boolean text) {
    /** What came before, or was said here. */
    static Accepted again() {
      return new Accepted(Spent.nothing(), false);
    }
  }

  /**
   * Authenticates, decrypts, stores, marks and answers. What came before is passed over.
   *
   * @param all the elements of the stanza, all of which are done with when this one gives a text
   * @throws Refusal when it is not accepted
   */
  Accepted read(
      Rows rows,
      Inbox.Arrived arrived,
      List<OmemoElement> all,
      OmemoElement element,
      Outcome outcome)
      throws StoreException, Refusal {
    DeviceAddress sender = sender(arrived.stanza(), element);
    if (sender.equals(self.address())) {
      return Accepted.again(); // a copy of what this device sent itself
    }
    lookAgain(rows, sender, element);
    List<KeyEntry> entries = element.entriesFor(self.address());
    if (entries.isEmpty()) {
      throw new Refusal(Note.NOT_FOR_THIS_DEVICE);
    }
    if (cameBefore(rows, arrived.stanza(), sender, entries, outcome)) {
      return Accepted.again();
    }
    Gate gate = new Gate(rows, now(), outcome);
    Optional<Opener.Result> opened = steps.open(gate, sender, element.version(), entries);
    if (!opened.isPresent()) {
      return Accepted.again();
    }
    Optional<Seen.Mark> text = Optional.empty();
    try (RatchetPlaintext secret = opened.get().message().plaintext()) {
      if (element.content().isPresent()) {
        text = content(rows, arrived, element, secret, outcome);
      } else if (!contents.get(element.version()).saysNothing(element, secret)) {
        throw Refusal.withoutItsContent();
      }
    }
    // Servers can put authentic elements together: one without a text speaks for no other one.
    List<OmemoElement> done = text.isPresent() ? all : List.of(element);
    steps.mark(rows, sender, done, text.orElse(new Seen.Mark(Optional.empty(), 0)));
    steps.answer(gate, sender, element.version(), opened.get());
    return new Accepted(opened.get().message().spent(), text.isPresent());
  }

  private static DeviceAddress sender(IncomingStanza stanza, OmemoElement element) throws Refusal {
    Optional<BareJid> account = stanza.sender();
    if (!account.isPresent()) {
      throw new Refusal(Note.NOT_AUTHENTIC);
    }
    return new DeviceAddress(account.get(), element.sender());
  }

  /** For a message that opens nothing: all that it may cause. */
  void lookAgain(Rows rows, IncomingStanza stanza) throws StoreException {
    try {
      for (OmemoElement each : OmemoStanza.find(stanza.extensions())) {
        if (stanza.sender().isPresent()) {
          lookAgain(rows, new DeviceAddress(stanza.sender().get(), each.sender()), each);
        }
      }
    } catch (ProtocolException | IllegalArgumentException e) {
      // There is no element that says anything about devices.
    }
  }

  /** A device that is in no list we know causes a look at the lists, and nothing else. */
  private void lookAgain(Rows rows, DeviceAddress sender, OmemoElement element)
      throws StoreException {
    lookAgainIfNew(rows, sender);
    if (element instanceof EncryptedElement omemo2) {
      for (KeyEntry own : omemo2.keys().getOrDefault(surroundings.account(), List.of())) {
        lookAgainIfNew(rows, new DeviceAddress(surroundings.account(), own.recipient()));
      }
    }
  }

  private static void lookAgainIfNew(Rows rows, DeviceAddress device) throws StoreException {
    Peers peers = new Peers(rows);
    if (peers.isKnown(device.account()) && !peers.lists(device)) {
      peers.outdated(device.account());
    }
  }

  /** Its sender may have missed that we said so. */
  private boolean cameBefore(
      Rows rows,
      IncomingStanza stanza,
      DeviceAddress sender,
      List<KeyEntry> entries,
      Outcome outcome)
      throws StoreException {
    Optional<Steps.Before> before = Steps.before(rows, sender, entries);
    if (before.isPresent()) {
      byte[] mark = before.get().key().bytes();
      receipts.again(rows, stanza, sender, mark, before.get().mark(), outcome);
    }
    return before.isPresent();
  }

  /**
   * Returns how the text, or what no person reads, is marked, with the receipt that the sender
   * wants; empty when it says neither.
   */
  private Optional<Seen.Mark> content(
      Rows rows,
      Inbox.Arrived arrived,
      OmemoElement element,
      RatchetPlaintext secret,
      Outcome outcome)
      throws StoreException, Refusal {
    SealedContent content = element.content().get();
    Contents form = contents.get(element.version());
    Contents.Written written =
        form.read(
            Steps.plaintext(form, content, secret),
            Contents.Posted.inChat(surroundings.account(), arrived));
    Envelope envelope = written.envelope();
    DeviceAddress sender = sender(arrived.stanza(), element);
    BareJid chat = Notes.chat(surroundings, arrived.stanza());
    repair.heard(rows, sender, chat, envelope, outcome);
    if (control.take(rows, sender, envelope, outcome)) {
      return Optional.of(new Seen.Mark(Optional.empty(), 0));
    }
    receipts.take(rows, chat, sender, envelope, outcome);
    reads.heard(rows, chat, sender, envelope, outcome);
    Aliases aliases = new Aliases(rows);
    Content read =
        ContentXml.read(envelope.content(), sender.account(), other(sender.account(), chat));
    // Whoever says their own id inside names others' by theirs inside, too.
    Content said = envelope.id().isPresent() ? read : aliases.resolved(chat, read);
    if (said.isEmpty()) {
      if (envelope.id().isPresent()) { // servers choose the one outside
        repair.textless(rows, sender.account(), envelope.id().get().value());
      }
      return Optional.empty();
    }
    String id =
        envelope.id().isPresent()
            ? envelope.id().get().value()
            : Notes.foreignId(sender, arrived.stanza(), content.ciphertext());
    Trust trust = new Gate(rows, now(), outcome).trustIn(sender);
    ChatMessage message = message(arrived, sender, chat, id, written).saying(said);
    if (!envelope.id().isPresent() && arrived.stanza().id().filter(Pointer::isId).isPresent()) {
      aliases.add(chat, Target.of(message), arrived.stanza().id().get());
    }
    Steps.store(rows, message.from(new Provenance(trust, element.version())), outcome);
    return Optional.of(
        new Seen.Mark(receipts.give(rows, arrived.stanza(), sender, envelope, outcome), 0));
  }

  private ChatMessage message(
      Inbox.Arrived arrived,
      DeviceAddress sender,
      BareJid chat,
      String id,
      Contents.Written written) {
    boolean outgoing = sender.account().equals(surroundings.account());
    return new ChatMessage(
        id,
        chat,
        sender.account(),
        Optional.of(sender.device()),
        outgoing,
        "",
        // When it was written; when it was sent, if the sender's clock cannot be right.
        written.at().orElse(arrived.sentAt()),
        outgoing ? DeliveryState.SENT : DeliveryState.RECEIVED,
        Optional.empty());
  }

  /** Of the two in a chat, the one who did not write this. */
  private BareJid other(BareJid author, BareJid chat) {
    return author.equals(surroundings.account()) ? chat : surroundings.account();
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
