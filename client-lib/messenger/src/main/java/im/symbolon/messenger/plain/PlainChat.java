package im.symbolon.messenger.plain;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.PlainMessage;
import im.symbolon.messenger.chat.PlainStanding;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.plain.PlainChatException.Reason;
import im.symbolon.messenger.records.PlainChats;
import im.symbolon.messenger.records.PlainMessages;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The chat without encryption with one person who has none. Thread-safe. */
public final class PlainChat {
  /** Longer texts are refused; as UTF-8. */
  public static final int MAX_TEXT_BYTES = 64 * 1024;

  private final Surroundings surroundings;
  private final PlainPost post;
  private final BareJid contact;

  public PlainChat(Surroundings surroundings, PlainPost post, BareJid contact) {
    this.surroundings = surroundings;
    this.post = post;
    this.contact = contact;
  }

  public BareJid contact() {
    return contact;
  }

  public PlainStanding standing() throws StoreException {
    return surroundings.store().transaction(rows -> new PlainChats(rows).standing(contact));
  }

  /**
   * A person agreed to write to somebody, and to be written to by them, so that servers can read
   * it. Asks the contact's server first.
   *
   * @throws PlainChatException ENCRYPTED or OWN_ACCOUNT; nothing was opened
   * @throws TransportException when nobody could be asked; nothing was opened
   */
  public void open() throws StoreException, TransportException, PlainChatException {
    if (contact.equals(surroundings.account())) {
      throw new PlainChatException(Reason.OWN_ACCOUNT);
    }
    post.look(contact);
    surroundings
        .store()
        .<Void, PlainChatException>transaction(
            rows -> {
              if (new Evidence(rows).isThereAgainst(contact)) {
                throw new PlainChatException(Reason.ENCRYPTED);
              }
              new PlainChats(rows).open(contact);
              return null;
            });
  }

  /**
   * Queues a message that leaves as it is.
   *
   * @throws PlainChatException when the chat is not open; nothing was queued
   * @throws IllegalArgumentException when the text is empty, beyond {@value #MAX_TEXT_BYTES} bytes,
   *     or holds a character that XML cannot carry; nothing was queued
   */
  public PlainMessage send(String text) throws StoreException, PlainChatException {
    if (text.isEmpty() || !isAcceptable(text)) {
      throw new IllegalArgumentException("This text cannot be sent as a message.");
    }
    Instant now = Instant.ofEpochMilli(surroundings.clock().millis());
    PlainMessage message =
        new PlainMessage(
            surroundings.newId(), contact, true, text, now, DeliveryState.QUEUED, Optional.empty());
    surroundings
        .store()
        .<Void, PlainChatException>transaction(
            rows -> {
              queue(rows, message);
              return null;
            });
    post.queued(contact);
    return message;
  }

  private void queue(Rows rows, PlainMessage message) throws StoreException, PlainChatException {
    PlainChats chats = new PlainChats(rows);
    switch (chats.standing(contact)) {
      case ENCRYPTED -> throw new PlainChatException(Reason.ENCRYPTED);
      case NOT_OPEN -> throw new PlainChatException(Reason.NOT_OPEN);
      case OPEN -> {
        new PlainMessages(rows).add(message);
        chats.queue(contact, message.id());
      }
    }
  }

  /** True for a text of a size and of characters that a message may have. */
  public static boolean isAcceptable(String text) {
    return XmlText.isWritable(text)
        && text.getBytes(StandardCharsets.UTF_8).length <= MAX_TEXT_BYTES;
  }

  /**
   * The last messages, oldest first.
   *
   * @param limit 1 to 10,000
   */
  public List<PlainMessage> history(int limit) throws StoreException {
    return surroundings.store().transaction(rows -> new PlainMessages(rows).newest(contact, limit));
  }
}
