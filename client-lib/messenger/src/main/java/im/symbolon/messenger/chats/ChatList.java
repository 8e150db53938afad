package im.symbolon.messenger.chats;

import im.symbolon.messenger.chat.ChatSummary;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Summaries;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.List;
import java.util.function.Consumer;

/** All chats: the door for the list of them. Thread-safe. */
public final class ChatList {
  private final Surroundings surroundings;
  private final Consumer<Outcome> act;
  private final ReadCare reads;

  /**
   * @param act does what is due after each transaction
   */
  public ChatList(Surroundings surroundings, ReadCare reads, Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.act = act;
    this.reads = reads;
  }

  /** That chat, whether there is anything in it or not. */
  public Chat with(BareJid chat) {
    return new Chat(surroundings, chat, act, reads::read);
  }

  /** All of which there is anything, pinned ones first, then by their last line. */
  public List<ChatSummary> all() throws StoreException {
    return surroundings
        .store()
        .transaction(rows -> new Summaries(rows, surroundings.account()).all());
  }
}
