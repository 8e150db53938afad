package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.Note;
import java.util.Objects;

/** A stanza that is not accepted, and what the chat shows instead. Nothing was changed. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final Note note;
  private final boolean healable;

  /**
   * @param healable true when a new session may help
   */
  Refusal(Note note, Throwable cause, boolean healable) {
    super(note.sentence(), cause);
    this.note = Objects.requireNonNull(note);
    this.healable = healable;
  }

  Refusal(Note note, Throwable cause) {
    this(note, cause, false);
  }

  Refusal(Note note) {
    this(note, null);
  }

  Note note() {
    return note;
  }

  boolean isHealable() {
    return healable;
  }
}
