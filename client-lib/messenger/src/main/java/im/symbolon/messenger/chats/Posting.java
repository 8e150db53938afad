package im.symbolon.messenger.chats;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Optional;

/** Puts an entry of ours into a chat and into the queue, in one transaction. */
final class Posting {
  private final Surroundings surroundings;
  private final Rows rows;
  private final Outcome outcome;

  Posting(Surroundings surroundings, Rows rows, Outcome outcome) {
    this.surroundings = surroundings;
    this.rows = rows;
    this.outcome = outcome;
  }

  /**
   * Queues it.
   *
   * @throws ChatException NOT_A_MEMBER
   */
  ChatMessage post(BareJid chat, Content content) throws StoreException, ChatException {
    Optional<Groups.Entry> group = new Groups(rows).of(chat);
    if (group.isPresent() && !group.get().isJoined()) {
      throw new ChatException(ChatException.Reason.NOT_A_MEMBER);
    }
    ChatMessage entry = entry(chat, content);
    new Messages(rows).add(entry);
    new Outbox(rows)
        .add(
            group.isPresent()
                ? OutboxEntry.group(entry, entry.time())
                : OutboxEntry.of(entry, entry.time()));
    outcome.queued(chat);
    outcome.chatChanged(chat);
    return entry;
  }

  private ChatMessage entry(BareJid chat, Content content) {
    return new ChatMessage(
        surroundings.newId(),
        chat,
        surroundings.account(),
        Optional.empty(),
        true,
        content,
        Instant.ofEpochMilli(surroundings.clock().millis()),
        DeliveryState.QUEUED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
