package im.symbolon.messenger.chats;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.records.ChatStates;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.List;

/** How far chats were read, and who learns that. */
public final class ReadCare {
  /** A person has read what is in that chat now. */
  void read(Rows rows, BareJid chat, Outcome outcome) throws StoreException {
    List<Messages.Placed> last = new Messages(rows).before(chat, Long.MAX_VALUE, 1);
    if (!last.isEmpty() && new ChatStates(rows).read(chat, last.get(0).place())) {
      outcome.chatChanged(chat);
    }
  }
}
