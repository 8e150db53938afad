package im.symbolon.messenger.core;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Optional;

/** Lines about a person's devices that stand in their chat, each once. */
public final class Lines {
  private final Rows rows;
  private final Instant now;
  private final Outcome outcome;

  public Lines(Rows rows, Instant now, Outcome outcome) {
    this.rows = rows;
    this.now = now;
    this.outcome = outcome;
  }

  /**
   * Writes the line, if it does not stand there already.
   *
   * @param occasion what the line is about: one line for each
   * @return false when it did
   */
  public boolean write(BareJid chat, Note note, String occasion) throws StoreException {
    ChatMessage line =
        new ChatMessage(
            // A colon: no sender can choose such an id, and take the line's place (MessageId).
            "devices:" + note.number() + ":" + occasion,
            chat,
            chat,
            Optional.empty(),
            false,
            "",
            now,
            DeliveryState.RECEIVED,
            Optional.of(note));
    boolean added = new Messages(rows).add(line);
    if (added) {
      outcome.received(line);
    }
    return added;
  }
}
