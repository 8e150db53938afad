package im.symbolon.messenger.devices;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.records.Chats;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What a removed device wrote and nobody confirmed. It repeats nothing any more, and servers lose
 * messages, so each of the account's devices that has a copy sends it, under its id and with its
 * time: whoever has it already only confirms it. Contacts who never confirmed anything are left
 * alone.
 */
final class Unfinished {
  private static final Duration WORTHWHILE = Duration.ofDays(14);

  /** Of one chat. */
  private static final int MOST = 400;

  private final Rows rows;
  private final Instant now;

  Unfinished(Rows rows, Instant now) {
    this.rows = rows;
    this.now = now;
  }

  /** Queues what these devices left. */
  void of(Set<DeviceId> removed) throws StoreException {
    if (!removed.isEmpty()) {
      for (BareJid chat : new Chats(rows).all()) {
        of(removed, chat);
      }
    }
  }

  private void of(Set<DeviceId> removed, BareJid with) throws StoreException {
    List<ChatMessage> chat = new Messages(rows).newest(with, MOST);
    boolean confirms =
        chat.stream().anyMatch(each -> each.state() == DeliveryState.DELIVERED)
            || new People(rows).willConfirm(with);
    Outbox outbox = new Outbox(rows);
    for (ChatMessage each : chat) {
      if (confirms && isUnfinished(each, removed) && !outbox.get(each.id()).isPresent()) {
        outbox.add(OutboxEntry.of(each, each.time()));
      }
    }
  }

  private boolean isUnfinished(ChatMessage message, Set<DeviceId> removed) {
    return message.outgoing()
        && message.senderDevice().filter(removed::contains).isPresent()
        && message.state() == DeliveryState.SENT
        && !message.note().isPresent()
        && !message.content().isEmpty()
        && message.id().indexOf(':') < 0
        && message.time().plus(WORTHWHILE).isAfter(now);
  }
}
