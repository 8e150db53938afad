package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Exchanges;
import im.symbolon.messenger.records.OwnPreKey;
import im.symbolon.messenger.records.OwnPreKeys;
import im.symbolon.messenger.records.PeerDevices;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.SessionBook;
import im.symbolon.messenger.records.Sessions;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.keys.SignedPreKeyPair;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.session.ExchangeId;
import im.symbolon.ratchet.session.OpenedMessage;
import im.symbolon.ratchet.session.Responder;
import im.symbolon.ratchet.session.Session;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Opens one device's key entry with the right session, or begins one. Writes only into the running
 * transaction, which is rolled back when anything later refuses the message.
 */
final class Opener {
  private static final Logger LOG = Logger.getLogger(Opener.class.getName());

  private final Surroundings surroundings;
  private final ThisDevice self;

  Opener(Surroundings surroundings, ThisDevice self) {
    this.surroundings = surroundings;
    this.self = self;
  }

  /**
   * What was opened.
   *
   * @param answerDue the sender began or began anew, and must be answered with an empty message
   * @param usedPreKey a prekey of ours was used by it
   */
  record Result(OpenedMessage message, boolean answerDue, boolean usedPreKey) {}

  /**
   * Authenticates and decrypts; the session's next state is written.
   *
   * @return empty when it is a duplicate
   * @throws Refusal when it cannot be accepted
   */
  Optional<Result> open(Gate gate, DeviceAddress sender, OmemoVersion version, KeyEntry entry)
      throws StoreException, Refusal {
    try {
      Dialect dialect = Dialect.of(version);
      byte[] data = entry.data().bytes();
      return Optional.of(
          entry.keyExchange()
              ? exchange(gate, sender, dialect.parseKeyExchange(data))
              : message(gate, sender, dialect.parseMessage(data)));
    } catch (RatchetException e) {
      if (e.reason() == Reason.ALREADY_RECEIVED) {
        return Optional.empty();
      }
      throw new Refusal(noteOf(e.reason()), e, mayHeal(e.reason(), entry));
    }
  }

  /** True when it may be that both sides hold sessions that do not fit, which a new one heals. */
  private static boolean mayHeal(Reason reason, KeyEntry entry) {
    return switch (reason) {
      case NO_SESSION, TOO_FAR_AHEAD -> true;
      case NOT_AUTHENTIC -> !entry.keyExchange();
      case MALFORMED, NO_PREKEY, ALREADY_RECEIVED, CONTRADICTORY -> false;
    };
  }

  private static Note noteOf(Reason reason) {
    return switch (reason) {
      case NO_SESSION -> Note.NO_SESSION;
      case TOO_FAR_AHEAD -> Note.TOO_FAR_AHEAD;
      case MALFORMED, NOT_AUTHENTIC, NO_PREKEY, ALREADY_RECEIVED, CONTRADICTORY ->
          Note.NOT_AUTHENTIC;
    };
  }

  private Result message(Gate gate, DeviceAddress sender, RatchetMessage message)
      throws StoreException, RatchetException, Refusal {
    SessionBook book = new Sessions(gate.rows()).with(sender, message.version());
    RatchetException last = new RatchetException(Reason.NO_SESSION, "there is no session");
    for (int i = 0; i < book.entries().size(); i++) {
      try {
        return received(gate, sender, book, i, message);
      } catch (RatchetException e) {
        last = worst(last, e);
      }
    }
    throw last;
  }

  /** A duplicate in one session is a duplicate, whatever the other sessions say. */
  private static RatchetException worst(RatchetException one, RatchetException other) {
    return one.reason() == Reason.ALREADY_RECEIVED || one.reason() == Reason.TOO_FAR_AHEAD
        ? one
        : other;
  }

  /** A session is worth no more than the key that it was begun with. */
  private Result received(
      Gate gate, DeviceAddress sender, SessionBook book, int index, RatchetMessage message)
      throws StoreException, RatchetException, Refusal {
    Session session = book.entries().get(index).session();
    OpenedMessage opened = session.open(message, surroundings.entropy());
    if (!gate.accepts(sender, session.remoteIdentity())) {
      throw new Refusal(Note.IDENTITY_CHANGED);
    }
    SessionBook next = book.received(index, opened.next(), now());
    new Sessions(gate.rows()).save(sender, message.version(), next);
    return new Result(opened, opened.heartbeatDue(), false);
  }

  private Result exchange(Gate gate, DeviceAddress sender, KeyExchangeMessage message)
      throws StoreException, RatchetException, Refusal {
    Rows rows = gate.rows();
    SessionBook book = new Sessions(rows).with(sender, message.version());
    for (int i = 0; i < book.entries().size(); i++) {
      if (book.entries().get(i).session().wasStartedBy(message)) {
        return received(gate, sender, book, i, message.message());
      }
    }
    requireKnownIdentity(rows, sender, message.identity());
    if (new Exchanges(rows).wasAccepted(ExchangeId.of(message))) {
      // Repetitions of what was opened are known by their marks: this is one that cannot be.
      throw new RatchetException(Reason.NO_SESSION, "the session that it began is gone");
    }
    return accept(gate, sender, book, message);
  }

  private Result accept(
      Gate gate, DeviceAddress sender, SessionBook book, KeyExchangeMessage message)
      throws StoreException, RatchetException, Refusal {
    Rows rows = gate.rows();
    OwnPreKeys keys = new OwnPreKeys(rows);
    Optional<SignedPreKeyPair> signed = keys.signed(message.signedPreKey());
    Optional<OwnPreKey> preKey = keys.get(message.preKey());
    if (!signed.isPresent() || !preKey.isPresent()) {
      throw new RatchetException(Reason.NO_SESSION, "the prekey is not here any more");
    }
    OpenedMessage opened =
        Responder.accept(
            self.identity(), signed.get(), preKey.get().pair(), message, surroundings.entropy());
    if (!gate.accepts(sender, message.identity())) {
      throw new Refusal(Note.IDENTITY_CHANGED);
    }
    new Sessions(rows).save(sender, message.version(), book.begun(opened.next(), now()));
    boolean room = new PeerDevices(rows).seen(sender, message.identity(), now());
    Peers peers = new Peers(rows);
    boolean listed = peers.lists(sender);
    if (!listed) {
      peers.outdated(sender.account());
    }
    if (Pool.of(preKey.get().id()) == Pool.CLAIM && preKey.get().isUsed()) {
      LOG.log(Level.WARNING, "the server handed out a prekey of ours twice");
    }
    new Exchanges(rows).accepted(message, now());
    OwnKeys.used(rows, preKey.get(), now());
    // Whoever makes up devices without end gets no answers any more (REVIEW 27).
    return new Result(opened, room || listed, true);
  }

  private static void requireKnownIdentity(Rows rows, DeviceAddress sender, IdentityKey shown)
      throws StoreException, Refusal {
    Optional<IdentityKey> known = new PeerDevices(rows).identity(sender);
    if (known.isPresent() && !known.get().isSameKeyAs(shown)) {
      throw new Refusal(Note.IDENTITY_CHANGED);
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
