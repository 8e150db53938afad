package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.messenger.xmpp.XmppTransport;
import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Empties the outbox: seals what is not sealed, sends what the server does not have. A contact who
 * cannot be reached holds up nobody else, but keeps the order of its own messages. Used by one
 * thread.
 */
final class Courier {
  private static final Logger LOG = Logger.getLogger(Courier.class.getName());
  private static final int LOOKED_AT = 1000;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  private final Surroundings surroundings;
  private final XmppTransport transport;
  private final Outbound outbound;
  private final Set<String> underway = new HashSet<>();
  private final Map<BareJid, Pause> pauses = new HashMap<>();

  Courier(Surroundings surroundings, XmppTransport transport, Outbound outbound) {
    this.surroundings = surroundings;
    this.transport = transport;
    this.outbound = outbound;
  }

  /** Waiting for a contact's server, longer each time. */
  private record Pause(Instant until, Duration length) {}

  /**
   * Sends what can be sent now.
   *
   * @return when to try again, if anything waits for its contact
   */
  Optional<Duration> run() throws StoreException {
    List<Outbox.Queued> waiting =
        surroundings.store().transaction(rows -> new Outbox(rows).waiting(LOOKED_AT));
    Set<BareJid> stuck = new HashSet<>();
    for (Outbox.Queued queued : waiting) {
      BareJid to = queued.entry().to();
      if (!transport.state().isOnline()) {
        return Optional.empty();
      }
      boolean skip = underway.contains(queued.entry().id()) || stuck.contains(to) || isPaused(to);
      if (!skip && !deliver(queued)) {
        stuck.add(to);
      }
    }
    return nextTry();
  }

  /** True when the entry is on its way, or gone for good. */
  private boolean deliver(Outbox.Queued queued) throws StoreException {
    OutboxEntry entry = queued.entry();
    try {
      Optional<OutboxEntry> sealed = entry.isSealed() ? Optional.of(entry) : outbound.seal(queued);
      if (sealed.isPresent()) {
        send(sealed.get());
        pauses.remove(entry.to());
        return true;
      }
    } catch (TransportException e) {
      LOG.log(Level.INFO, "{0} waits: {1}", new Object[] {entry, e.reason()});
      pause(entry.to());
      return false;
    }
    return unreachable(entry);
  }

  private void send(OutboxEntry entry) throws TransportException {
    underway.add(entry.id());
    try {
      transport.send(
          new OutgoingStanza(entry.id(), entry.to(), OutgoingStanza.Type.CHAT, entry.sealed()));
    } catch (TransportException e) {
      underway.remove(entry.id());
      throw e;
    }
  }

  /** The contact has no device with keys: messages wait for one, the rest is of no use later. */
  private boolean unreachable(OutboxEntry entry) throws StoreException {
    if (entry.kind() == OutboxEntry.Kind.MESSAGE) {
      pause(entry.to());
      return false;
    }
    surroundings
        .store()
        .transaction(
            rows -> {
              new Outbox(rows).remove(entry.id());
              return null;
            });
    return true;
  }

  /** The server has it: the message is sent. Returns the message when it moved on. */
  Optional<ChatMessage> acknowledged(String id) throws StoreException {
    underway.remove(id);
    return surroundings
        .store()
        .transaction(
            rows -> {
              Optional<OutboxEntry> entry = new Outbox(rows).taken(id, now());
              return entry.isPresent() && entry.get().kind() == OutboxEntry.Kind.MESSAGE
                  ? new Messages(rows)
                      .advance(entry.get().to(), surroundings.account(), id, DeliveryState.SENT)
                  : Optional.empty();
            });
  }

  /** Nobody knows whether the server has it: it is sent again. */
  void dropped(String id) {
    underway.remove(id);
  }

  /** It came back from the contact's server: it is sent again after a while. */
  void returned(BareJid from) {
    pause(from);
  }

  /** Something about the contact changed: it is worth trying at once. */
  void retry(BareJid contact) {
    pauses.remove(contact);
  }

  private void pause(BareJid contact) {
    Pause before = pauses.get(contact);
    Duration length =
        before == null ? FIRST_PAUSE : shorter(before.length().multipliedBy(2), LONGEST_PAUSE);
    pauses.put(contact, new Pause(now().plus(length), length));
  }

  private boolean isPaused(BareJid contact) {
    Pause pause = pauses.get(contact);
    return pause != null && pause.until().isAfter(now());
  }

  private Optional<Duration> nextTry() {
    return pauses.values().stream()
        .map(pause -> Duration.between(now(), pause.until()))
        .filter(wait -> !wait.isNegative())
        .min(Duration::compareTo);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
