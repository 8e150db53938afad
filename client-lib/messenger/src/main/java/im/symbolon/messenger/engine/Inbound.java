package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.Seen;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.SecureXml;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.Envelope;
import im.symbolon.protocol.omemo.EnvelopeCheck;
import im.symbolon.protocol.omemo.EnvelopeCodec;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.omemo.Route;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.doubleratchet.Spent;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Deals with one stanza of the inbox: in one transaction it is opened, its message stored, its mark
 * set, its answers queued, and the stanza removed. A refused one leaves a note and changes nothing
 * else.
 */
public final class Inbound {
  private static final Dialect OMEMO_2 = Dialect.of(OmemoVersion.OMEMO_2);
  private static final Logger LOG = Logger.getLogger(Inbound.class.getName());

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final Opener opener;
  private final Receipts receipts;
  private final Healing healing;
  private final EnvelopeCheck check = new EnvelopeCheck();

  public Inbound(Surroundings surroundings, ThisDevice self) {
    this.surroundings = surroundings;
    this.self = self;
    this.opener = new Opener(surroundings, self);
    this.receipts = new Receipts(surroundings);
    this.healing = new Healing(surroundings);
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
      return refuse(arrived, e);
    } catch (StoreException e) {
      if (e.reason() != StoreException.Reason.TOO_LARGE) {
        throw e;
      }
      return refuse(arrived, new Refusal(Note.TOO_LARGE, e));
    } catch (RuntimeException e) {
      // A stanza that trips over a mistake of ours must neither stop the others nor vanish.
      LOG.log(Level.WARNING, "a stanza could not be handled: {0}", e.getClass().getName());
      return refuse(arrived, new Refusal(Note.NOT_AUTHENTIC, e));
    }
  }

  private Outcome refuse(Inbox.Arrived arrived, Refusal why) throws StoreException {
    Outcome outcome = new Outcome();
    surroundings
        .store()
        .transaction(
            rows -> {
              new Inbox(rows).remove(arrived);
              if (Notes.isOnlyForSessions(arrived.stanza())) {
                return null; // no text is missing, and control messages cause none (REVIEW 27)
              }
              Optional<ChatMessage> line = Notes.line(surroundings, arrived, why.note());
              if (line.isPresent() && new Messages(rows).add(line.get())) {
                outcome.received(line.get());
              }
              if (why.isHealable()) {
                healing.heal(rows, arrived.stanza(), outcome);
              } else if (why.note() == Note.NOT_FOR_THIS_DEVICE) {
                outcome.keysDue();
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
    if (arrived.refused().isPresent()) {
      throw new Refusal(arrived.refused().get());
    }
    Optional<EncryptedElement> element = find(stanza);
    if (!element.isPresent()) {
      throw new Refusal(Note.UNENCRYPTED);
    }
    return encrypted(rows, arrived, element.get(), outcome);
  }

  private static Optional<EncryptedElement> find(IncomingStanza stanza) throws Refusal {
    try {
      return OmemoStanza.find(stanza.extensions()).stream()
          .filter(EncryptedElement.class::isInstance)
          .map(EncryptedElement.class::cast)
          .findFirst();
    } catch (ProtocolException | IllegalArgumentException e) {
      throw new Refusal(Note.NOT_AUTHENTIC, e);
    }
  }

  /** A device that is not in the list we know causes a look at the list, and nothing else. */
  private static void lookAgainIfNew(Rows rows, BareJid account, DeviceId device)
      throws StoreException {
    Peers peers = new Peers(rows);
    Optional<Peers.KnownList> known = peers.list(account);
    if (known.isPresent() && !known.get().list().contains(device)) {
      peers.outdated(account);
    }
  }

  private Spent encrypted(
      Rows rows, Inbox.Arrived arrived, EncryptedElement element, Outcome outcome)
      throws StoreException, Refusal {
    DeviceAddress sender = sender(arrived.stanza(), element);
    if (sender.equals(self.address())) {
      return Spent.nothing(); // a copy of what this device sent itself
    }
    lookAgainIfNew(rows, sender.account(), sender.device());
    for (KeyEntry own : element.keys().getOrDefault(surroundings.account(), List.of())) {
      lookAgainIfNew(rows, surroundings.account(), own.recipient());
    }
    Optional<KeyEntry> entry = element.entryFor(self.address());
    if (!entry.isPresent()) {
      if (element.isEmptyMessage()) {
        return Spent.nothing();
      }
      throw new Refusal(Note.NOT_FOR_THIS_DEVICE);
    }
    byte[] mark = Notes.mark(sender, entry.get());
    Seen seen = new Seen(rows);
    Optional<Seen.Mark> before = seen.find(mark);
    if (before.isPresent()) {
      receipts.again(rows, arrived.stanza(), mark, before.get(), outcome);
      return Spent.nothing();
    }
    Optional<Opener.Result> opened = opener.open(rows, sender, entry.get());
    if (!opened.isPresent()) {
      return Spent.nothing();
    }
    try (RatchetPlaintext secret = opened.get().message().plaintext()) {
      Optional<String> receipt = content(rows, arrived, element, secret, outcome);
      seen.put(mark, new Seen.Mark(receipt, 0), now());
    }
    if (opened.get().answerDue()) {
      new Outbox(rows)
          .add(OutboxEntry.empty(surroundings.newId(), sender.account(), sender.device(), now()));
      outcome.queued(sender.account());
    }
    if (entry.get().keyExchange()) {
      outcome.keysDue();
    }
    if (!sender.account().equals(surroundings.account())) {
      outcome.heard(sender.account());
    }
    return opened.get().message().spent();
  }

  /** It came before; its sender may have missed that we said so. */
  private static DeviceAddress sender(IncomingStanza stanza, EncryptedElement element)
      throws Refusal {
    Optional<BareJid> account = stanza.sender();
    if (!account.isPresent()) {
      throw new Refusal(Note.NOT_AUTHENTIC);
    }
    return new DeviceAddress(account.get(), element.sender());
  }

  /** Returns the id that the sender wants a receipt for. */
  private Optional<String> content(
      Rows rows,
      Inbox.Arrived arrived,
      EncryptedElement element,
      RatchetPlaintext secret,
      Outcome outcome)
      throws StoreException, Refusal {
    if (!element.payload().isPresent()) {
      return Optional.empty(); // whatever the session carried, there is nothing to show
    }
    EnvelopeCheck.Verified verified = open(arrived, element, secret);
    Envelope envelope = verified.envelope();
    DeviceAddress sender = sender(arrived.stanza(), element);
    BareJid chat = Notes.chat(surroundings, arrived.stanza());
    receipts.take(rows, chat, sender.account(), envelope, outcome);
    Optional<String> body = envelope.body();
    if (!body.isPresent()) {
      return Optional.empty();
    }
    String id =
        envelope.id().isPresent()
            ? envelope.id().get().value()
            : Notes.foreignId(sender, arrived.stanza(), element.payload().get());
    store(rows, message(arrived, sender, chat, id, verified), outcome);
    return receipts.give(rows, arrived.stanza(), envelope, outcome);
  }

  private EnvelopeCheck.Verified open(
      Inbox.Arrived arrived, EncryptedElement element, RatchetPlaintext secret) throws Refusal {
    try {
      byte[] plaintext =
          OMEMO_2.openPayload(element.payload().get().bytes(), Optional.empty(), secret);
      Envelope envelope = EnvelopeCodec.decode(SecureXml.parse(plaintext));
      IncomingStanza stanza = arrived.stanza();
      Route route = new Route(stanza.sender().get(), addressee(stanza));
      return check.verify(envelope, route, stanza.delayedSince().orElse(arrived.at()));
    } catch (ProtocolException e) {
      boolean misdirected = e.reason() == ProtocolException.Reason.WRONG_ADDRESS;
      throw new Refusal(misdirected ? Note.MISDIRECTED : Note.NOT_AUTHENTIC, e);
    } catch (RatchetException e) {
      throw new Refusal(Note.NOT_AUTHENTIC, e);
    }
  }

  /** Others write to us, whatever a server says; own devices write to anybody. */
  private BareJid addressee(IncomingStanza stanza) {
    boolean own = stanza.sender().equals(Optional.of(surroundings.account()));
    return own ? stanza.to().account().orElse(surroundings.account()) : surroundings.account();
  }

  private ChatMessage message(
      Inbox.Arrived arrived,
      DeviceAddress sender,
      BareJid chat,
      String id,
      EnvelopeCheck.Verified verified) {
    boolean outgoing = sender.account().equals(surroundings.account());
    return new ChatMessage(
        id,
        chat,
        sender.account(),
        Optional.of(sender.device()),
        outgoing,
        verified.envelope().body().orElse(""),
        time(arrived, verified),
        outgoing ? DeliveryState.SENT : DeliveryState.RECEIVED,
        Optional.empty());
  }

  /** When it was written; when it was sent, if the sender's clock cannot be right. */
  private static Instant time(Inbox.Arrived arrived, EnvelopeCheck.Verified verified) {
    Instant sent = arrived.stanza().delayedSince().orElse(arrived.at());
    return verified.timing() == EnvelopeCheck.Timing.FUTURE
        ? sent
        : verified.envelope().time().filter(at -> at.isAfter(Instant.EPOCH)).orElse(sent);
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

  private Instant now() {
    return surroundings.clock().instant();
  }
}
