package im.symbolon.messenger.export;

import im.symbolon.messenger.chat.Note;
import im.symbolon.protocol.BareJid;
import java.time.Instant;

/** The language in which pages are written, and what people are called in it. Plain texts. */
public interface ExportWords {
  /** What stands on pages beside messages. */
  enum Word {
    /** Of the whole copy. */
    TITLE,
    /** That nothing of this is encrypted. */
    WARNING,
    /** When it was written: its argument is that moment. */
    WRITTEN,
    /** How many messages a chat has: its argument is the number. */
    MESSAGES,
    /** To the page with all chats. */
    CONTENTS,
    EARLIER,
    LATER,
    EDITED,
    /** A file that did not come along. */
    NOT_HERE,
    /** What was answered, and is not here. */
    ANSWERED,
    NOT_SENT,
    WAITING
  }

  /** As HTML names languages (BCP 47). */
  String language();

  /** A person, a group, or the account itself. */
  String name(BareJid who);

  String word(Word word, Object... args);

  /** Instead of a message. */
  String note(Note note);

  /** The day of that moment, where the reader is. */
  String day(Instant time);

  /** Its time of day, where the reader is. */
  String time(Instant time);
}
