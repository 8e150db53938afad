package im.symbolon.messenger.groups;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.List;

/** What ends with our part in a group. */
final class Departure {
  private static final int AT_ONCE = 200;

  private Departure() {}

  /** What waits to be sent there never will be, and says so. */
  static void from(Gate gate, BareJid room, BareJid self) throws StoreException {
    Outbox outbox = new Outbox(gate.rows());
    List<Outbox.Queued> waiting = outbox.waiting(room, AT_ONCE);
    while (!waiting.isEmpty()) {
      for (Outbox.Queued each : waiting) {
        outbox.remove(each.entry().id());
        new Messages(gate.rows())
            .failed(room, self, each.entry().id(), Note.NOT_IN_GROUP)
            .ifPresent(gate.outcome()::changed);
      }
      waiting = outbox.waiting(room, AT_ONCE);
    }
  }
}
