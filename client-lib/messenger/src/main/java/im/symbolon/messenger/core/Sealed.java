package im.symbolon.messenger.core;

import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;

/** What became of an outbox entry that was to be sealed. */
public sealed interface Sealed {
  /** To be sent now, as it is stored: state before bytes (REVIEW 25). */
  record Ready(OutboxEntry entry) implements Sealed {}

  /** Nobody whom it is for can be written to now. */
  record Unreachable() implements Sealed {}

  /** It was sealed for devices that may not have it now: to be sealed as it is here. */
  record Stale(Outbox.Queued anew) implements Sealed {}

  /** It does not wait any more: meanwhile it was confirmed, or given up. */
  record Gone() implements Sealed {}
}
