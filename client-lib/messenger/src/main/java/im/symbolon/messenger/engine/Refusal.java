package im.symbolon.messenger.engine;

import im.symbolon.messenger.chat.Note;
import java.util.Objects;

/** A stanza that is not accepted, and what the chat shows instead. Nothing was changed. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final Note note;
  private final boolean healable;
  private final boolean withoutItsContent;

  private Refusal(Note note, Throwable cause, boolean healable, boolean withoutItsContent) {
    super(note.sentence(), cause);
    this.note = Objects.requireNonNull(note);
    this.healable = healable;
    this.withoutItsContent = withoutItsContent;
  }

  /**
   * @param healable true when a new session may help
   */
  Refusal(Note note, Throwable cause, boolean healable) {
    this(note, cause, healable, false);
  }

  Refusal(Note note, Throwable cause) {
    this(note, cause, false);
  }

  Refusal(Note note) {
    this(note, null);
  }

  /** What was sealed belongs to a payload that is not there. */
  static Refusal withoutItsContent() {
    return new Refusal(Note.NOT_AUTHENTIC, null, false, true);
  }

  /** True when somebody took the content away, so that it only looks like an empty message. */
  boolean isWithoutItsContent() {
    return withoutItsContent;
  }

  Note note() {
    return note;
  }

  boolean isHealable() {
    return healable;
  }
}
