package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Pauses;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.Worker;
import im.symbolon.messenger.devices.Unfinished;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Finds messages that a server took and then lost, as servers do that are killed: the contact was
 * there after the server took the message, and yet no device confirmed it. Such a message is sent
 * once more, byte for byte; a device that has it already only confirms it again. The first
 * repetitions follow quickly; then the pauses grow from an hour to a day, until the message is two
 * weeks old. Contacts whose clients never confirm anything are left alone.
 *
 * <p>It also sends what removed devices of the account left, if this could not be done before.
 *
 * <p>Used on one worker.
 */
final class Repeats {
  private static final Logger LOG = Logger.getLogger(Repeats.class.getName());

  /** A receipt needs no longer when the contact is there. */
  private static final Duration RECEIPT_TIME = Duration.ofSeconds(10);

  /** The same when the contact only was there shortly before. */
  private static final Duration LONG_RECEIPT_TIME = Duration.ofSeconds(30);

  private static final Duration SHORTLY = Duration.ofMinutes(2);
  private static final int QUICK_REPEATS = 3;

  /** From then on: a server that loses everything for so long is not cured by haste. */
  private static final Duration FIRST_PAUSE = Duration.ofHours(1);

  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final Duration WORTHWHILE = Duration.ofDays(14);
  private static final int AT_ONCE = 500;

  /** How often it is looked whether removed devices left something for a contact. */
  private static final Duration TAKING_OVER = Duration.ofMinutes(10);

  private final Surroundings surroundings;
  private final Worker worker;
  private final Lanes lanes;
  private final Map<BareJid, Instant> heardAt = new HashMap<>();
  private final Map<BareJid, Instant> planned = new HashMap<>();
  private final Map<BareJid, Instant> takenOver = new HashMap<>();

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

  /** Of several plans only the soonest counts. */
  private void plan(BareJid contact, Duration pause) {
    Instant due = now().plus(pause);
    Instant before = planned.get(contact);
    if (before == null || due.isBefore(before)) {
      planned.put(contact, due);
      worker.after(pause, () -> check(contact, due));
    }
  }

  private void check(BareJid contact, Instant due) {
    if (!planned.remove(contact, due)) {
      return;
    }
    try {
      boolean more = takeOver(contact);
      Found found = surroundings.store().transaction(rows -> check(rows, contact));
      if (more || found.repeated()) {
        lanes.waiting(contact);
      }
      found.next().ifPresent(next -> plan(contact, pauseUntil(next)));
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  private boolean takeOver(BareJid contact) throws StoreException {
    Instant last = takenOver.getOrDefault(contact, Instant.EPOCH);
    if (last.plus(TAKING_OVER).isAfter(now())) {
      return false;
    }
    takenOver.put(contact, now());
    return surroundings.store().transaction(rows -> new Unfinished(rows, now()).of(contact));
  }

  private Duration pauseUntil(Instant next) {
    Duration pause = Duration.between(now(), next);
    return pause.compareTo(RECEIPT_TIME) < 0 ? RECEIPT_TIME : pause;
  }

  private record Found(boolean repeated, Optional<Instant> next) {}

  private Found check(Rows rows, BareJid contact) throws StoreException {
    if (!new Peers(rows).confirms(contact) && !new People(rows).willConfirm(contact)) {
      return new Found(false, Optional.empty());
    }
    Outbox outbox = new Outbox(rows);
    Instant heard = heardAt.getOrDefault(contact, Instant.EPOCH);
    boolean repeated = false;
    Instant next = Instant.MAX;
    for (Outbox.Queued each : outbox.unconfirmed(contact, AT_ONCE)) {
      Instant due = due(each, heard);
      if (due.isAfter(now())) {
        next = due.isBefore(next) ? due : next;
      } else {
        outbox.repeat(each);
        repeated = true;
      }
    }
    return new Found(repeated, Optional.of(next).filter(Instant.MAX::isAfter));
  }

  /** When it is to be repeated; never, as far as is known now, when the contact was away since. */
  private static Instant due(Outbox.Queued queued, Instant heard) {
    Optional<Instant> takenAt = queued.place().takenAt();
    if (queued.entry().kind() != OutboxEntry.Kind.MESSAGE || !takenAt.isPresent()) {
      return Instant.MAX;
    }
    Instant taken = takenAt.get();
    int repeats = queued.place().repeats();
    if (repeats >= QUICK_REPEATS) {
      Instant due = taken.plus(pause(repeats - QUICK_REPEATS));
      boolean worthwhile = due.isBefore(queued.entry().createdAt().plus(WORTHWHILE));
      return worthwhile && heard.isAfter(taken) ? due : Instant.MAX;
    }
    if (heard.isAfter(taken)) {
      return taken.plus(RECEIPT_TIME);
    }
    return repeats == 0 && heard.plus(SHORTLY).isAfter(taken)
        ? taken.plus(LONG_RECEIPT_TIME)
        : Instant.MAX;
  }

  private static Duration pause(int before) {
    Duration pause = FIRST_PAUSE;
    for (int i = 0; i < before && pause.compareTo(LONGEST_PAUSE) < 0; i++) {
      pause = Pauses.doubled(pause, LONGEST_PAUSE);
    }
    return pause;
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
