package im.symbolon.messenger.chats;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.core.Gate;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.Optional;

/** Puts an entry of ours into a chat and into the queue, in one transaction. */
final class Posting {
  private final Surroundings surroundings;
  private final Gate gate;

  Posting(Surroundings surroundings, Gate gate) {
    this.surroundings = surroundings;
    this.gate = gate;
  }

  /**
   * Queues it.
   *
   * @throws ChatException NOT_A_MEMBER
   */
  ChatMessage post(BareJid chat, Content content) throws StoreException, ChatException {
    Optional<Groups.Entry> group = new Groups(gate.rows()).of(chat);
    if (group.isPresent() && !group.get().isJoined()) {
      throw new ChatException(ChatException.Reason.NOT_A_MEMBER);
    }
    ChatMessage entry = surroundings.entry(chat, content);
    new Messages(gate.rows()).add(entry);
    gate.queue(
        group.isPresent()
            ? OutboxEntry.group(entry, entry.time())
            : OutboxEntry.of(entry, entry.time()));
    gate.outcome().chatChanged(chat);
    return entry;
  }
}
