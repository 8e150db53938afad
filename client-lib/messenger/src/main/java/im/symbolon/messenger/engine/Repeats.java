package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;

/**
 * Finds messages that a server took and then lost, as servers do that are killed: the contact was
 * there after the server took the message, and yet no device confirmed it. Such a message is sent
 * once more, byte for byte; a device that has it already only confirms it again. Contacts whose
 * clients never confirm anything are left alone. Used on one worker.
 */
final class Repeats {
  private static final Logger LOG = Logger.getLogger(Repeats.class.getName());

  /** A receipt needs no longer when the contact is there. */
  private static final Duration RECEIPT_TIME = Duration.ofSeconds(10);

  /** The same when the contact only was there shortly before. */
  private static final Duration LONG_RECEIPT_TIME = Duration.ofSeconds(30);

  private static final Duration SHORTLY = Duration.ofMinutes(2);
  private static final int MAX_REPEATS = 3;
  private static final int AT_ONCE = 500;

  private final Surroundings surroundings;
  private final Worker worker;
  private final Lanes lanes;
  private final Map<BareJid, Instant> heardAt = new HashMap<>();
  private final Set<BareJid> planned = new HashSet<>();

  Repeats(Surroundings surroundings, Worker worker, Lanes lanes) {
    this.surroundings = surroundings;
    this.worker = worker;
    this.lanes = lanes;
  }

  /** A device of the contact is there now. */
  void heard(BareJid contact) {
    heardAt.put(contact, now());
    plan(contact, RECEIPT_TIME);
  }

  /** The server took a message for the contact. */
  void taken(BareJid contact) {
    Instant last = heardAt.get(contact);
    if (last != null && last.plus(SHORTLY).isAfter(now())) {
      plan(contact, LONG_RECEIPT_TIME);
    }
  }

  private void plan(BareJid contact, Duration pause) {
    if (planned.add(contact)) {
      worker.after(pause, () -> check(contact));
    }
  }

  private void check(BareJid contact) {
    planned.remove(contact);
    try {
      Found found = surroundings.store().transaction(rows -> check(rows, contact));
      if (found.repeated()) {
        lanes.waiting(contact);
      }
      if (found.tooEarly()) {
        plan(contact, RECEIPT_TIME);
      }
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  private record Found(boolean repeated, boolean tooEarly) {}

  private Found check(Rows rows, BareJid contact) throws StoreException {
    boolean repeated = false;
    boolean tooEarly = false;
    if (!new Peers(rows).confirms(contact)) {
      return new Found(false, false);
    }
    Outbox outbox = new Outbox(rows);
    Instant heard = heardAt.getOrDefault(contact, Instant.EPOCH);
    for (Outbox.Queued each : outbox.unconfirmed(contact, AT_ONCE)) {
      boolean counts =
          each.entry().kind() == OutboxEntry.Kind.MESSAGE
              && each.place().repeats() < MAX_REPEATS
              && each.place().takenAt().isPresent();
      if (counts) {
        Instant due = due(each.place().takenAt().get(), each.place().repeats(), heard);
        if (due.isAfter(now())) {
          tooEarly |= due.isBefore(Instant.MAX);
        } else {
          outbox.repeat(each);
          repeated = true;
        }
      }
    }
    return new Found(repeated, tooEarly);
  }

  /** When it is to be repeated; never, as far as is known now, when the contact was away since. */
  private static Instant due(Instant taken, int repeats, Instant heard) {
    if (heard.isAfter(taken)) {
      return taken.plus(RECEIPT_TIME);
    }
    return repeats == 0 && heard.plus(SHORTLY).isAfter(taken)
        ? taken.plus(LONG_RECEIPT_TIME)
        : Instant.MAX;
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
