package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.Note;
import java.util.Objects;

/** A stanza that is not accepted, and what the chat shows instead. Nothing was changed. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final Note note;

  Refusal(Note note, Throwable cause) {
    super(note.sentence(), cause);
    this.note = Objects.requireNonNull(note);
  }

  Refusal(Note note) {
    this(note, null);
  }

  Note note() {
    return note;
  }
}
