package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.protocol.BareJid;
import java.util.Optional;
import java.util.Set;

/** Deals with messages of ours that came back with an error (RFC 6120 §8.3). */
final class Returned {
  /** The other server is away or busy: that passes. */
  private static final Set<String> PASSING =
      Set.of(
          "remote-server-not-found",
          "remote-server-timeout",
          "resource-constraint",
          "internal-server-error",
          "recipient-unavailable");

  private final Surroundings surroundings;

  Returned(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Queues the message again, unchanged, when it may arrive later; else it has failed. */
  void handle(Rows rows, IncomingStanza stanza, Outcome outcome) throws StoreException {
    if (!stanza.id().isPresent()) {
      return;
    }
    Outbox outbox = new Outbox(rows);
    String id = stanza.id().get();
    Optional<OutboxEntry> entry = outbox.get(id);
    if (!entry.isPresent() || !stanza.sender().equals(Optional.of(entry.get().to()))) {
      return; // not ours, or returned by somebody it was not sent to
    }
    String condition = stanza.error().map(e -> e.condition()).orElse("");
    if (PASSING.contains(condition)) {
      outbox.returned(id);
      outcome.returned(entry.get().to());
      return;
    }
    outbox.remove(id);
    if (entry.get().kind() == OutboxEntry.Kind.MESSAGE) {
      BareJid chat = entry.get().to();
      Optional<ChatMessage> failed =
          new Messages(rows).advance(chat, surroundings.account(), id, DeliveryState.FAILED);
      failed.ifPresent(outcome::changed);
    }
  }
}
