package im.symbolon.messenger.export;

import im.symbolon.messenger.chat.Note;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;

/** Words that a test can find again; people are called as they like. */
public final class SpokenWords implements ExportWords {
  private final String names;

  /**
   * @param names before every name
   */
  public SpokenWords(String names) {
    this.names = names;
  }

  @Override
  public String language() {
    return "en";
  }

  @Override
  public String name(BareJid who) {
    return names + who.local();
  }

  @Override
  public String word(Word word, Object... args) {
    return word.name().toLowerCase(Locale.ROOT) + Arrays.toString(args);
  }

  @Override
  public String note(Note note) {
    return note.sentence();
  }

  @Override
  public String day(Instant time) {
    return time.toString().substring(0, 10);
  }

  @Override
  public String time(Instant time) {
    return time.toString().substring(11, 16);
  }
}
