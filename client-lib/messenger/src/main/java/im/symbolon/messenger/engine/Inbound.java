package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.Seen;
import im.symbolon.messenger.records.SessionBook;
import im.symbolon.messenger.records.Sessions;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.EnvelopeCheck;
import im.symbolon.protocol.omemo.EnvelopeCodec;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.omemo.Route;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.doubleratchet.Spent;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Deals with one stanza of the inbox: in one transaction it is opened, its message stored, its mark
 * set, its answers queued, and the stanza removed. A refused one leaves a note and changes nothing
 * else.
 */
public final class Inbound {
  private static final Duration REBUILD_PAUSE = Duration.ofHours(1);

  private final Surroundings surroundings;
  private final OwnDevice.Self self;
  private final Opener opener;
  private final EnvelopeCheck check = new EnvelopeCheck();

  public Inbound(Surroundings surroundings, OwnDevice.Self self) {
    this.surroundings = surroundings;
    this.self = self;
    this.opener = new Opener(surroundings, self);
  }

  /** Deals with the oldest stanza; empty when there is none. */
  Optional<Outcome> next() throws StoreException {
    Optional<Inbox.Arrived> arrived =
        surroundings.store().transaction(rows -> new Inbox(rows).first(1).stream().findFirst());
    return arrived.isPresent() ? Optional.of(handle(arrived.get())) : Optional.empty();
  }

  private Outcome handle(Inbox.Arrived arrived) throws StoreException {
    Outcome outcome = new Outcome();
    Spent[] spent = {Spent.nothing()};
    try {
      surroundings
          .store()
          .<Void, Refusal>transaction(
              rows -> {
                spent[0] = accept(rows, arrived, outcome);
                new Inbox(rows).remove(arrived);
                return null;
              });
      spent[0].wipe();
      return outcome;
    } catch (Refusal e) {
      return refuse(arrived, e.note());
    } catch (IllegalStateException | IllegalArgumentException | ArithmeticException e) {
      // A stanza that trips over a mistake of ours must neither stop the others nor vanish.
      return refuse(arrived, Note.NOT_AUTHENTIC);
    }
  }

  private Outcome refuse(Inbox.Arrived arrived, Note note) throws StoreException {
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .transaction(
            rows -> {
              new Inbox(rows).remove(arrived);
              Optional<ChatMessage> line = Notes.line(surroundings, arrived, note);
              if (line.isPresent() && new Messages(rows).add(line.get())) {
                outcome.received(line.get());
              }
              if (note == Note.NO_SESSION) {
                rebuild(rows, arrived.stanza(), outcome);
              }
              return null;
            });
    return outcome;
  }

  private Spent accept(Rows rows, Inbox.Arrived arrived, Outcome outcome)
      throws StoreException, Refusal {
    IncomingStanza stanza = arrived.stanza();
    if (stanza.type().equals("error")) {
      new Returned(surroundings).handle(rows, stanza, outcome);
      return Spent.nothing();
    }
    Optional<EncryptedElement> element = find(stanza);
    if (!element.isPresent()) {
      throw new Refusal(Note.UNENCRYPTED);
    }
    return encrypted(rows, arrived, element.get(), outcome);
  }

  private static Optional<EncryptedElement> find(IncomingStanza stanza) throws Refusal {
    try {
      return OmemoStanza.find(stanza.extensions());
    } catch (ProtocolException | IllegalArgumentException e) {
      throw new Refusal(Note.NOT_AUTHENTIC, e);
    }
  }

  private Spent encrypted(
      Rows rows, Inbox.Arrived arrived, EncryptedElement element, Outcome outcome)
      throws StoreException, Refusal {
    DeviceAddress sender = sender(arrived.stanza(), element);
    DeviceAddress own = new DeviceAddress(surroundings.account(), self.device());
    if (sender.equals(own)) {
      return Spent.nothing(); // a copy of what this device sent itself
    }
    Optional<KeyEntry> entry = element.entryFor(own);
    if (!entry.isPresent()) {
      notForUs(rows, sender, element);
      return Spent.nothing();
    }
    byte[] mark = Notes.mark(sender, entry.get());
    Seen seen = new Seen(rows);
    if (seen.contains(mark)) {
      return Spent.nothing();
    }
    Optional<Opener.Result> opened = opener.open(rows, sender, entry.get());
    if (!opened.isPresent()) {
      return Spent.nothing();
    }
    seen.add(mark, now());
    try (RatchetPlaintext secret = opened.get().message().plaintext()) {
      content(rows, arrived, element, secret, outcome);
    }
    if (opened.get().answerDue()) {
      new Outbox(rows)
          .add(OutboxEntry.empty(surroundings.newId(), sender.account(), sender.device(), now()));
      outcome.queued();
    }
    return opened.get().message().spent();
  }

  private void notForUs(Rows rows, DeviceAddress sender, EncryptedElement element)
      throws StoreException, Refusal {
    new Peers(rows).outdated(sender.account());
    if (!element.isEmptyMessage()) {
      throw new Refusal(Note.NOT_FOR_THIS_DEVICE);
    }
  }

  private static DeviceAddress sender(IncomingStanza stanza, EncryptedElement element)
      throws Refusal {
    Optional<BareJid> account = stanza.sender();
    if (!account.isPresent()) {
      throw new Refusal(Note.NOT_AUTHENTIC);
    }
    return new DeviceAddress(account.get(), element.sender());
  }

  private void content(
      Rows rows,
      Inbox.Arrived arrived,
      EncryptedElement element,
      RatchetPlaintext secret,
      Outcome outcome)
      throws StoreException, Refusal {
    if (!element.payload().isPresent()) {
      return; // whatever the session carried, there is nothing to show
    }
    Envelope envelope = open(arrived, element, secret);
    DeviceAddress sender = sender(arrived.stanza(), element);
    BareJid chat = Notes.chat(surroundings, arrived.stanza());
    receipts(rows, chat, sender.account(), envelope, outcome);
    Optional<String> body = envelope.body();
    if (body.isPresent()) {
      store(rows, message(arrived, sender, chat, envelope, body.get()), outcome);
      acknowledge(rows, arrived.stanza(), envelope, outcome);
    }
  }

  private Envelope open(Inbox.Arrived arrived, EncryptedElement element, RatchetPlaintext secret)
      throws Refusal {
    try {
      byte[] plaintext = Payload.open(element.payload().get().bytes(), secret);
      Envelope envelope = EnvelopeCodec.decode(SecureXml.parse(plaintext));
      IncomingStanza stanza = arrived.stanza();
      BareJid to = stanza.to().account().orElse(surroundings.account());
      Route route = new Route(stanza.sender().get(), to);
      return check.verify(envelope, route, stanza.delayedSince().orElse(arrived.at())).envelope();
    } catch (ProtocolException e) {
      boolean misdirected = e.reason() == ProtocolException.Reason.WRONG_ADDRESS;
      throw new Refusal(misdirected ? Note.MISDIRECTED : Note.NOT_AUTHENTIC, e);
    } catch (RatchetException e) {
      throw new Refusal(Note.NOT_AUTHENTIC, e);
    }
  }

  private ChatMessage message(
      Inbox.Arrived arrived, DeviceAddress sender, BareJid chat, Envelope envelope, String body) {
    boolean outgoing = sender.account().equals(surroundings.account());
    return new ChatMessage(
        id(arrived.stanza(), envelope),
        chat,
        sender.account(),
        Optional.of(sender.device()),
        outgoing,
        body,
        envelope.time().orElse(arrived.stanza().delayedSince().orElse(arrived.at())),
        outgoing ? DeliveryState.SENT : DeliveryState.RECEIVED,
        Optional.empty());
  }

  /** Our clients name messages inside; others only outside. */
  private String id(IncomingStanza stanza, Envelope envelope) {
    return envelope
        .id()
        .map(MessageId::value)
        .orElseGet(() -> stanza.id().orElseGet(surroundings::newId));
  }

  private void store(Rows rows, ChatMessage message, Outcome outcome)
      throws StoreException, Refusal {
    Messages messages = new Messages(rows);
    if (messages.add(message)) {
      outcome.received(message);
      return;
    }
    Optional<ChatMessage> first = messages.get(message.chat(), message.sender(), message.id());
    if (first.isPresent() && !first.get().text().equals(message.text())) {
      throw new Refusal(Note.CONFLICTING);
    }
  }

  /** Contacts' receipts for our messages; a receipt is authenticated like any content. */
  private void receipts(Rows rows, BareJid chat, BareJid sender, Envelope envelope, Outcome outcome)
      throws StoreException {
    if (sender.equals(surroundings.account())) {
      return;
    }
    for (XmlElement each : envelope.content()) {
      if (each.is(Namespaces.RECEIPTS, "received") && each.attribute("id").isPresent()) {
        String id = each.attribute("id").get();
        Optional<ChatMessage> delivered =
            new Messages(rows).advance(chat, surroundings.account(), id, DeliveryState.DELIVERED);
        if (delivered.isPresent()) {
          outcome.changed(delivered.get());
          new Outbox(rows).remove(id);
        }
      }
    }
  }

  private void acknowledge(Rows rows, IncomingStanza stanza, Envelope envelope, Outcome outcome)
      throws StoreException {
    boolean asked = envelope.content().stream().anyMatch(e -> e.is(Namespaces.RECEIPTS, "request"));
    if (!asked
        || !envelope.id().isPresent()
        || stanza.origin() != IncomingStanza.Origin.LIVE
        || stanza.sender().equals(Optional.of(surroundings.account()))) {
      return;
    }
    XmlElement receipt =
        XmlElement.element(Namespaces.RECEIPTS, "received")
            .with("id", envelope.id().get().value())
            .build();
    new Outbox(rows)
        .add(
            OutboxEntry.of(
                OutboxEntry.Kind.RECEIPT,
                surroundings.newId(),
                stanza.sender().get(),
                List.of(receipt),
                now()));
    outcome.queued();
  }

  /**
   * Shows the sender a fresh session, at most once per device and hour (XEP-0384 §5.5.2);
   * strangers' junk is not answered.
   */
  private void rebuild(Rows rows, IncomingStanza stanza, Outcome outcome) throws StoreException {
    Optional<DeviceAddress> sender = Notes.claimedSender(stanza);
    if (!sender.isPresent()) {
      return;
    }
    Sessions sessions = new Sessions(rows);
    SessionBook book = sessions.with(sender.get());
    boolean recently =
        book.rebuiltAt().isPresent() && book.rebuiltAt().get().plus(REBUILD_PAUSE).isAfter(now());
    boolean known = new Peers(rows).list(sender.get().account()).isPresent();
    if (known && !book.active().isPresent() && !recently) {
      sessions.save(sender.get(), book.rebuilt(now()));
      new Outbox(rows)
          .add(
              OutboxEntry.empty(
                  surroundings.newId(), sender.get().account(), sender.get().device(), now()));
      outcome.queued();
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
