package im.symbolon.messenger.plain;

import static im.symbolon.protocol.Namespaces.CLIENT;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.PlainMessage;
import im.symbolon.messenger.chat.PlainStanding;
import im.symbolon.messenger.core.Lines;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.records.PlainChats;
import im.symbolon.messenger.records.PlainMessages;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What comes, within the transaction that takes it in. */
public final class PlainArrivals {
  private final Surroundings surroundings;

  public PlainArrivals(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** Something encrypted came from or went to that person, whether or not it could be read. */
  public void encrypted(Rows rows, BareJid contact, Outcome outcome) throws StoreException {
    new PlainChats(rows).encrypted(contact);
    settle(rows, contact, outcome);
  }

  /** Closes the plain chat if there is one and the contact has encryption by now. */
  public void settle(Rows rows, BareJid contact, Outcome outcome) throws StoreException {
    PlainChats chats = new PlainChats(rows);
    List<String> queued = chats.queued(contact);
    if (chats.close(contact)) {
      for (String id : queued) {
        fail(rows, contact, id, Note.PLAIN_CHAT_CLOSED, outcome);
      }
      Instant now = surroundings.clock().instant();
      new Lines(rows, now, outcome).write(contact, Note.PLAIN_CHAT_CLOSED, "once");
      outcome.news(listener -> listener.plainChatClosed(contact));
    }
  }

  /**
   * Takes a message that came without encryption, if its chat is open.
   *
   * @param chat the other side
   * @param arrived with its body, unless that is too large
   * @return false when it is to leave a line instead, without its text
   */
  public boolean take(Rows rows, BareJid chat, Inbox.Arrived arrived, Outcome outcome)
      throws StoreException {
    IncomingStanza stanza = arrived.stanza();
    if (new PlainChats(rows).standing(chat) != PlainStanding.OPEN) {
      return false;
    }
    Optional<String> text = stanza.extension(CLIENT, "body").map(XmlElement::text);
    if (text.equals(Optional.of(""))) {
      return false;
    }
    boolean ours = stanza.sender().equals(Optional.of(surroundings.account()));
    PlainMessage message =
        new PlainMessage(
            id(stanza, text.orElse("")),
            chat,
            ours,
            text.orElse(""),
            Instant.ofEpochMilli(arrived.sentAt().toEpochMilli()),
            ours ? DeliveryState.SENT : DeliveryState.RECEIVED,
            text.isPresent() ? Optional.empty() : Optional.of(Note.TOO_LARGE));
    if (new PlainMessages(rows).add(message)) {
      outcome.news(listener -> listener.plainMessageReceived(message));
    }
    return true;
  }

  /** The same for every copy; one id that is used for two texts names two messages. */
  private String id(IncomingStanza stanza, String text) {
    String outer = stanza.id().orElseGet(surroundings::newId);
    byte[] both = (outer.length() + ":" + outer + text).getBytes(StandardCharsets.UTF_8);
    return "plain:" + UUID.nameUUIDFromBytes(both);
  }

  /** An own message came back with an error. */
  public void returned(Rows rows, IncomingStanza stanza, Outcome outcome) throws StoreException {
    if (stanza.id().isPresent() && stanza.sender().isPresent()) {
      fail(rows, stanza.sender().get(), stanza.id().get(), Note.REFUSED_BY_SERVER, outcome);
    }
  }

  private static void fail(Rows rows, BareJid contact, String id, Note why, Outcome outcome)
      throws StoreException {
    new PlainChats(rows).unqueue(contact, id);
    new PlainMessages(rows)
        .advance(contact, id, DeliveryState.FAILED, Optional.of(why))
        .ifPresent(m -> outcome.news(listener -> listener.plainMessageChanged(m)));
  }
}
