package im.symbolon.views;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Provenance;
import im.symbolon.messenger.chat.Reach;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Optional;

/**
 * One line of a chat.
 *
 * @param id unique together with the sender
 * @param note what stands in place of the text, or why it was not sent
 * @param leftOut how many devices the message was not encrypted for
 * @param weak whether another reader of the message could have changed what it says
 */
public record Line(
    String id,
    BareJid sender,
    boolean mine,
    String text,
    Instant time,
    DeliveryState state,
    Optional<Note> note,
    int leftOut,
    boolean weak) {
  static Line of(ChatMessage message) {
    return new Line(
        message.id(),
        message.sender(),
        message.outgoing(),
        message.text(),
        message.time(),
        message.state(),
        message.note(),
        message.reach().map(Reach::leftOut).orElse(0),
        message.provenance().filter(Provenance::isIntegrityWeak).isPresent());
  }

  /** True when there is no message, only a sentence in its place. */
  public boolean isNote() {
    return note.isPresent() && text.isEmpty();
  }
}
