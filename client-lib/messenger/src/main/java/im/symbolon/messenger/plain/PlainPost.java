package im.symbolon.messenger.plain;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.PlainMessage;
import im.symbolon.messenger.chat.PlainStanding;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.PlainChats;
import im.symbolon.messenger.records.PlainMessages;
import im.symbolon.messenger.rollback.OpenStream;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.omemo.Envelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends what waits in plain chats. Whether the chat is still open is looked at in the last
 * transaction before a message leaves. Thread-safe.
 */
public final class PlainPost {
  private static final Logger LOG = Logger.getLogger(PlainPost.class.getName());

  /** After so long the contact's server is asked again, before the next message leaves. */
  private static final Duration KNOWN = Duration.ofMinutes(10);

  private static final Duration AGAIN = Duration.ofMinutes(1);

  private final Surroundings surroundings;
  private final OpenStream stream;
  private final Look look;
  private final Worker worker;
  private final Consumer<Outcome> act;
  private final PlainArrivals arrivals;
  private final Map<String, BareJid> underway = new ConcurrentHashMap<>();

  /** Asks a contact's server for keys and notes what it says. */
  @FunctionalInterface
  public interface Look {
    /**
     * Asks, and notes the answer.
     *
     * @throws TransportException when nobody could be asked
     */
    void at(BareJid contact) throws TransportException, StoreException;
  }

  /**
   * @param act does what is due after each transaction
   */
  public PlainPost(
      Surroundings surroundings,
      OpenStream stream,
      Look look,
      Worker worker,
      Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.stream = stream;
    this.look = look;
    this.worker = worker;
    this.act = act;
    this.arrivals = new PlainArrivals(surroundings);
  }

  /**
   * Asks the contact's server for keys; what it says counts from then on.
   *
   * @throws TransportException when nobody could be asked
   */
  void look(BareJid contact) throws TransportException, StoreException {
    look.at(contact);
    transaction(
        (rows, outcome) -> {
          new PlainChats(rows).looked(contact, surroundings.clock().instant());
          arrivals.settle(rows, contact, outcome);
          return null;
        });
  }

  /** Something was queued for that contact. */
  void queued(BareJid contact) {
    worker.execute(() -> deliver(contact));
  }

  /** There is a new stream: everything is worth trying. */
  public void retryAll() {
    worker.execute(
        () -> {
          try {
            surroundings
                .store()
                .transaction(rows -> new PlainChats(rows).waiting())
                .forEach(this::deliver);
          } catch (StoreException e) {
            e.logTo(LOG);
          }
        });
  }

  private void deliver(BareJid contact) {
    try {
      if (stream.isOpen() && isLookDue(contact)) {
        look(contact);
      }
      Optional<PlainMessage> next = next(contact);
      while (next.isPresent()) {
        send(next.get());
        next = next(contact);
      }
    } catch (TransportException e) {
      LOG.log(Level.FINE, "a plain message waits: {0}", e.reason());
      worker.after(AGAIN, () -> deliver(contact));
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  private boolean isLookDue(BareJid contact) throws StoreException {
    Instant now = surroundings.clock().instant();
    return surroundings
        .store()
        .transaction(
            rows -> {
              PlainChats chats = new PlainChats(rows);
              Duration age = Duration.between(chats.lookedAt(contact), now).abs();
              return age.compareTo(KNOWN) >= 0 && !chats.queued(contact).isEmpty();
            });
  }

  /** The oldest message that may leave and did not; empty when none may. */
  private Optional<PlainMessage> next(BareJid contact) throws StoreException {
    if (!stream.isOpen()) {
      return Optional.empty();
    }
    return transaction(
        (rows, outcome) -> {
          arrivals.settle(rows, contact, outcome);
          PlainChats chats = new PlainChats(rows);
          if (chats.standing(contact) != PlainStanding.OPEN
              || new OwnAccount(rows).membership() != Membership.LINKED) {
            return Optional.empty();
          }
          for (String id : chats.queued(contact)) {
            if (!underway.containsKey(id)) {
              return new PlainMessages(rows).own(contact, id);
            }
          }
          return Optional.empty();
        });
  }

  private void send(PlainMessage message) throws TransportException {
    underway.put(message.id(), message.chat());
    try {
      stream.send(
          new OutgoingStanza(
              message.id(),
              message.chat(),
              OutgoingStanza.Type.CHAT,
              List.of(Envelope.bodyOf(message.text()))));
    } catch (TransportException e) {
      underway.remove(message.id());
      throw e;
    }
  }

  /** The own server has the message with that id, if it is one of these. */
  public void acknowledged(String id) {
    BareJid contact = underway.get(id);
    if (contact != null) {
      worker.execute(() -> sent(contact, id));
    }
  }

  private void sent(BareJid contact, String id) {
    try {
      transaction(
          (rows, outcome) -> {
            new PlainChats(rows).unqueue(contact, id);
            new PlainMessages(rows)
                .advance(contact, id, DeliveryState.SENT, Optional.empty())
                .ifPresent(m -> outcome.news(listener -> listener.plainMessageChanged(m)));
            return null;
          });
      underway.remove(id);
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  /** Nobody knows what became of the message with that id: it leaves again, under the same id. */
  public void dropped(String id) {
    BareJid contact = underway.remove(id);
    if (contact != null) {
      worker.execute(() -> deliver(contact));
    }
  }

  /** Something was heard of that person's keys. */
  public void heard(BareJid contact) throws StoreException {
    transaction(
        (rows, outcome) -> {
          arrivals.settle(rows, contact, outcome);
          return null;
        });
  }

  /** One step of work on the store, and what is to be told of it. */
  @FunctionalInterface
  private interface Step<T> {
    T take(Rows rows, Outcome outcome) throws StoreException;
  }

  private <T> T transaction(Step<T> step) throws StoreException {
    Outcome outcome = new Outcome();
    T result = surroundings.store().transaction(rows -> step.take(rows, outcome));
    act.accept(outcome);
    return result;
  }
}
