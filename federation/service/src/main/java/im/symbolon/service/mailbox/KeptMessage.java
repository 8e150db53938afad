package im.symbolon.service.mailbox;

import im.symbolon.protocol.mailbox.MailboxId;
import java.time.Instant;
import java.util.Objects;

/**
 * A message out of a mailbox.
 *
 * @param arrived when it came in, by the clock of then
 * @param stanza the message as XML text
 */
record KeptMessage(MailboxId id, Instant arrived, String stanza) {
  KeptMessage {
    Objects.requireNonNull(id);
    Objects.requireNonNull(arrived);
    Objects.requireNonNull(stanza);
  }
}
