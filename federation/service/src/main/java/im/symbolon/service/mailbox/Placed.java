package im.symbolon.service.mailbox;

import im.symbolon.protocol.mailbox.MailboxId;
import java.util.Objects;

/** A message that got its place. */
record Placed(Letter letter, MailboxId id) {
  Placed {
    Objects.requireNonNull(letter);
    Objects.requireNonNull(id);
  }

  Arrival arrival() {
    return letter.arrival();
  }
}
