package im.symbolon.messenger.devices;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.records.Chats;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.records.Outbox;
import im.symbolon.messenger.records.OutboxEntry;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.Peers;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.records.RecipientSnapshots;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.SignedDeviceList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a removed device wrote and nobody confirmed. It repeats nothing any more, and servers lose
 * messages, so each of the account's devices that has a copy sends it, once, under its id and with
 * its time: whoever has it already only confirms it. Contacts who never confirmed anything are left
 * alone, until it is known that they will: a device that is new to the account does not know so of
 * anybody yet when another one is removed. So are those without an account root: their server could
 * have added a device since, and what is sent goes again to signed devices alone (REVIEW 6).
 */
public final class Unfinished {
  private static final Duration WORTHWHILE = Duration.ofDays(14);

  /** Of one chat. */
  private static final int MOST = 400;

  private final Rows rows;
  private final Instant now;

  public Unfinished(Rows rows, Instant now) {
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

  /**
   * That contact is there: queues what all removed devices left for them, and is to be sent yet.
   *
   * @return whether there was anything
   */
  public boolean of(BareJid contact) throws StoreException {
    Set<DeviceId> removed = new TreeSet<>();
    Optional<SignedDeviceList> own = new OwnAccount(rows).accepted();
    own.ifPresent(list -> list.tombstones().forEach(each -> removed.add(each.id())));
    return !removed.isEmpty() && of(removed, contact);
  }

  private boolean of(Set<DeviceId> removed, BareJid with) throws StoreException {
    if (new Groups(rows).of(with).isPresent()) {
      return false; // who has a message of a group is told and repaired otherwise
    }
    List<ChatMessage> chat = new Messages(rows).newest(with, MOST);
    boolean any = false;
    if (confirms(with, chat)) {
      for (ChatMessage each : chat) {
        if (isUnfinished(each, removed) && !isTaken(each)) {
          new Outbox(rows).add(OutboxEntry.of(each, each.time()));
          any = true;
        }
      }
    }
    return any;
  }

  private boolean confirms(BareJid contact, List<ChatMessage> chat) throws StoreException {
    return new People(rows).hasRoot(contact)
        && (chat.stream().anyMatch(each -> each.state() == DeliveryState.DELIVERED)
            || new Peers(rows).confirms(contact)
            || new People(rows).canConfirm(contact));
  }

  /** This device sends it already, or did so once. */
  private boolean isTaken(ChatMessage message) throws StoreException {
    return new Outbox(rows).get(message.id()).isPresent()
        || new RecipientSnapshots(rows).of(message.id()).isPresent();
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
