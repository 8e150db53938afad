package im.symbolon.messenger.groups;

import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Duration;

/**
 * Finds messages that our own server took and that no room showed us: a server on the way lost
 * them, or the room had us no more. They are sent once more, byte for byte; whoever has them
 * already does not read them again.
 */
final class Reflections {
  /** After which a room that works has shown it. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final int AT_ONCE = 200;
  private static final int MAX_REPEATS = 10;

  private Reflections() {}

  /** In all groups that we take part in. */
  static void check(Gate gate) throws StoreException {
    for (Groups.Entry each : new Groups(gate.rows()).all()) {
      if (each.isJoined()) {
        check(gate, each.room());
      }
    }
  }

  static void check(Gate gate, BareJid room) throws StoreException {
    Outbox outbox = new Outbox(gate.rows());
    for (Outbox.Queued each : outbox.unconfirmed(room, AT_ONCE)) {
      boolean late =
          each.place().takenAt().filter(at -> !at.plus(PATIENCE).isAfter(gate.now())).isPresent();
      boolean group = each.entry().kind() == OutboxEntry.Kind.GROUP;
      if (late && group && each.place().repeats() < MAX_REPEATS) {
        outbox.repeat(each);
        gate.outcome().queued(room);
      }
    }
  }
}
