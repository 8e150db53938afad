package im.symbolon.messenger.engine;

import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;

/** What becomes of an outbox entry that can never be sent. */
@FunctionalInterface
interface Failures {
  /** Takes it out, and shows it if it was a message. */
  void notSendable(OutboxEntry entry) throws StoreException;
}
