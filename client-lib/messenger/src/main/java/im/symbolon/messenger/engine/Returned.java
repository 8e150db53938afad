package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.ChainHolders;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IncomingStanza;
import java.time.Duration;
import java.time.Instant;
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

  /** How long receipts and empty messages are worth another try. */
  private static final Duration OTHERS_KEPT = Duration.ofHours(1);

  private final Surroundings surroundings;

  Returned(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Queues the message again, unchanged, when it may arrive later; else it has failed. */
  void handle(Rows rows, IncomingStanza stanza, Outcome outcome) throws StoreException {
    Outbox outbox = new Outbox(rows);
    Optional<OutboxEntry> known =
        stanza.id().isPresent()
            ? outbox.get(stanza.id().get()).map(Outbox.Queued::entry)
            : Optional.empty();
    if (!known.isPresent() || !stanza.sender().equals(Optional.of(known.get().to()))) {
      return; // not ours, or returned by somebody it was not sent to
    }
    OutboxEntry entry = known.get();
    String condition = stanza.error().map(e -> e.condition()).orElse("");
    if (isPassing(entry, condition) && isWorthwhile(entry)) {
      outbox.returned(entry.id());
      outcome.returned(entry.to());
      return;
    }
    failed(rows, surroundings, entry, Note.REFUSED_BY_SERVER).ifPresent(outcome::changed);
  }

  /** A room that does not know us any more is entered again. */
  private static boolean isPassing(OutboxEntry entry, String condition) {
    boolean outside = entry.kind().isOfRoom() && condition.equals("not-acceptable");
    return outside || PASSING.contains(condition);
  }

  /** What somebody else causes us to send cannot come back for ever. */
  private boolean isWorthwhile(OutboxEntry entry) {
    Instant now = surroundings.clock().instant();
    return entry.kind().isLasting() || entry.createdAt().plus(OTHERS_KEPT).isAfter(now);
  }

  /** It will not be sent; returns the message if it was one. */
  static Optional<ChatMessage> failed(
      Rows rows, Surroundings surroundings, OutboxEntry entry, Note why) throws StoreException {
    new Outbox(rows).remove(entry.id());
    ChainHolders.failed(rows, entry, surroundings.clock().instant());
    return entry.kind().isMessage()
        ? new Messages(rows).failed(entry.to(), surroundings.account(), entry.id(), why)
        : Optional.empty();
  }
}
