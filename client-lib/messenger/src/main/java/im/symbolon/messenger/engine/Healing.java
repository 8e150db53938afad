package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.Rebuilds;
import im.symbolon.messenger.records.Sessions;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.OmemoVersion;
import java.time.Instant;

/** Mends sessions that do not open what comes. */
final class Healing {
  private final Surroundings surroundings;

  Healing(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Shows the sender a fresh session, within limits (XEP-0384 §5.5.2, REVIEW 27), in the version of
   * OMEMO that could not be opened; strangers' junk is not answered, nor what may not be written
   * to.
   */
  void heal(Rows rows, DeviceAddress sender, OmemoVersion version, Outcome outcome)
      throws StoreException {
    Peers peers = new Peers(rows);
    boolean known = new Sessions(rows).any(sender) || peers.lists(sender);
    if (!known) {
      peers.outdated(sender.account());
    } else if (new Gate(rows, now(), outcome).isOpenTo(sender)
        && new Rebuilds(rows).mayBegin(sender, now())) {
      OutboxEntry.Only only = new OutboxEntry.Only(sender.device(), version);
      new Outbox(rows).add(OutboxEntry.fresh(surroundings.newId(), sender.account(), only, now()));
      outcome.queued(sender.account());
    }
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
