package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.PlainStanding;
import im.symbolon.messenger.records.wire.PlainChatRecord;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * With whom a person opened a chat without encryption, and who ever showed that they have some.
 * That somebody has encryption is never forgotten and never taken back: there is no method for it.
 */
public final class PlainChats {
  private final Rows rows;

  public PlainChats(Rows rows) {
    this.rows = rows;
  }

  public PlainStanding standing(BareJid contact) throws StoreException {
    PlainChatRecord found = load(contact);
    if (found.getEncrypted() || new People(rows).hasRoot(contact)) {
      return PlainStanding.ENCRYPTED;
    }
    return found.getOpened() ? PlainStanding.OPEN : PlainStanding.NOT_OPEN;
  }

  /** A device list, a message, anything shows that they have encryption. */
  public void encrypted(BareJid contact) throws StoreException {
    PlainChatRecord found = load(contact);
    if (!found.getEncrypted()) {
      save(contact, found.toBuilder().setEncrypted(true));
    }
  }

  /** A person opened a chat with somebody of whom nothing is encrypted. */
  public void open(BareJid contact) throws StoreException {
    if (standing(contact) == PlainStanding.ENCRYPTED) {
      throw new IllegalArgumentException("there is no way back");
    }
    save(contact, load(contact).toBuilder().setOpened(true));
  }

  /**
   * An open chat is over. True once, when that is to be acted on.
   *
   * @return false also when there was no open chat
   */
  public boolean close(BareJid contact) throws StoreException {
    PlainChatRecord found = load(contact);
    boolean due =
        found.getOpened() && !found.getClosed() && standing(contact) == PlainStanding.ENCRYPTED;
    if (due) {
      save(contact, found.toBuilder().setClosed(true).setEncrypted(true).clearQueued());
    }
    return due;
  }

  /** When it was last looked whether they have encryption. */
  public Instant lookedAt(BareJid contact) throws StoreException {
    return Instant.ofEpochMilli(load(contact).getLookedAtMs());
  }

  public void looked(BareJid contact, Instant now) throws StoreException {
    save(contact, load(contact).toBuilder().setLookedAtMs(now.toEpochMilli()));
  }

  /** What waits to be sent, in order. */
  public List<String> queued(BareJid contact) throws StoreException {
    return Collections.unmodifiableList(new ArrayList<>(load(contact).getQueuedList()));
  }

  public void queue(BareJid contact, String id) throws StoreException {
    save(contact, load(contact).toBuilder().addQueued(id));
  }

  /** It does not wait any more. */
  public void unqueue(BareJid contact, String id) throws StoreException {
    List<String> left = new ArrayList<>(queued(contact));
    if (left.remove(id)) {
      save(contact, load(contact).toBuilder().clearQueued().addAllQueued(left));
    }
  }

  /** Everybody for whom something waits. */
  public List<BareJid> waiting() throws StoreException {
    List<BareJid> found = new ArrayList<>();
    for (Row row : rows.all(Tables.PLAIN_CHATS)) {
      PlainChatRecord each = Stored.read(() -> PlainChatRecord.parseFrom(row.value()));
      if (each.getQueuedCount() > 0) {
        found.add(Stored.read(() -> BareJid.parse(each.getContact())));
      }
    }
    return Collections.unmodifiableList(found);
  }

  private PlainChatRecord load(BareJid contact) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.PLAIN_CHATS, RowKey.of(contact.toString()));
    return value.isPresent()
        ? Stored.read(() -> PlainChatRecord.parseFrom(value.get()))
        : PlainChatRecord.getDefaultInstance();
  }

  private void save(BareJid contact, PlainChatRecord.Builder value) throws StoreException {
    rows.put(
        Tables.PLAIN_CHATS,
        RowKey.of(contact.toString()),
        value.setContact(contact.toString()).build().toByteArray());
  }
}
