package im.symbolon.messenger.engine;

import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.SessionBook;
import im.symbolon.messenger.records.Sessions;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.protocol.DeviceAddress;
import java.time.Instant;
import java.util.Optional;

/** Mends sessions that do not open what comes. */
final class Healing {
  private final Surroundings surroundings;

  Healing(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Shows the sender a fresh session, within limits (XEP-0384 §5.5.2, REVIEW 27); strangers' junk
   * is not answered, nor what may not be written to.
   */
  void heal(Rows rows, IncomingStanza stanza, Outcome outcome) throws StoreException {
    Optional<DeviceAddress> sender = Notes.claimedSender(stanza);
    if (!sender.isPresent()) {
      return;
    }
    Sessions sessions = new Sessions(rows);
    SessionBook book = sessions.with(sender.get());
    Peers peers = new Peers(rows);
    boolean known = book.active().isPresent() || peers.lists(sender.get());
    if (!known) {
      peers.outdated(sender.get().account());
    } else if (book.mayRebuild(now()) && new Gate(rows, now(), outcome).isOpenTo(sender.get())) {
      sessions.save(sender.get(), book.rebuilt(now()));
      new Outbox(rows)
          .add(
              OutboxEntry.fresh(
                  surroundings.newId(), sender.get().account(), sender.get().device(), now()));
      outcome.queued(sender.get().account());
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
