package im.symbolon.messenger.chats;

import im.symbolon.messenger.chat.ChatSummary;
import im.symbolon.messenger.core.Gated;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Habits;
import im.symbolon.messenger.records.Summaries;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.content.Pointer;
import java.util.List;
import java.util.function.Consumer;

/** All chats: the door for the list of them, and for what others may know. Thread-safe. */
public final class ChatList {
  private final Surroundings surroundings;
  private final Cares cares;
  private final Gated gated;

  /** Who sees to it that others learn what a person does. */
  public record Cares(ReadCare reads, TypingCare typing, InGroups groups) {}

  /** Tells members of a group. */
  public interface InGroups {
    /** Those who wrote what is read now. */
    void read(BareJid room) throws StoreException;

    /** That a person writes there now, or stopped. */
    void typing(BareJid room, boolean composing) throws StoreException;
  }

  /**
   * @param act does what is due after each transaction
   */
  public ChatList(Surroundings surroundings, Cares cares, Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.cares = cares;
    this.gated = new Gated(surroundings, act);
  }

  /** That chat, whether there is anything in it or not. */
  public Chat with(BareJid chat) {
    return new Chat(surroundings, chat, cares, gated);
  }

  /** All of which there is anything, pinned ones first, then by their last line. */
  public List<ChatSummary> all() throws StoreException {
    return surroundings
        .store()
        .transaction(rows -> new Summaries(rows, surroundings.account()).all());
  }

  /** True when nobody is told what a person has read here; our own other devices are. */
  public boolean isSilentReader() throws StoreException {
    return surroundings.store().transaction(rows -> new Habits(rows).isSilentReader());
  }

  public void silentReader(boolean silent) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              new Habits(rows).silentReader(silent);
              return null;
            });
  }

  /** True when nobody is told that a person writes here. */
  public boolean isSilentWriter() throws StoreException {
    return surroundings.store().transaction(rows -> new Habits(rows).isSilentWriter());
  }

  public void silentWriter(boolean silent) throws StoreException {
    surroundings
        .store()
        .transaction(
            rows -> {
              new Habits(rows).silentWriter(silent);
              return null;
            });
  }

  /** Emoji that a person chose here lately, the last one first; they are sealed as all is. */
  public List<String> recentEmoji() throws StoreException {
    return surroundings.store().transaction(rows -> new Habits(rows).recentEmoji());
  }

  /**
   * A person chose it now.
   *
   * @throws IllegalArgumentException for what is no emoji
   */
  public void choseEmoji(String emoji) throws StoreException {
    if (!Pointer.isEmoji(emoji)) {
      throw new IllegalArgumentException("This is no emoji.");
    }
    surroundings
        .store()
        .transaction(
            rows -> {
              new Habits(rows).chose(emoji);
              return null;
            });
  }
}
