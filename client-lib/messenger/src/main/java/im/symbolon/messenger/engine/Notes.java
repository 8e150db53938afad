package im.symbolon.messenger.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.Inbox;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.KeyEntry;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.primitives.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The lines that stand in a chat for stanzas that were refused, and the marks of those accepted.
 */
final class Notes {
  private Notes() {}

  /** The chat that a stanza belongs to: the other side of the conversation. */
  static BareJid chat(Surroundings surroundings, IncomingStanza stanza) {
    boolean ownCopy = stanza.sender().equals(Optional.of(surroundings.account()));
    Optional<BareJid> other = ownCopy ? stanza.to().account() : stanza.sender();
    return other.orElse(surroundings.account());
  }

  /** A line for the chat; none when no account claims to have written. */
  static Optional<ChatMessage> line(Surroundings surroundings, Inbox.Arrived arrived, Note note) {
    IncomingStanza stanza = arrived.stanza();
    if (!stanza.sender().isPresent()) {
      return Optional.empty();
    }
    BareJid sender = stanza.sender().get();
    return Optional.of(
        new ChatMessage(
            lineId(surroundings, stanza),
            chat(surroundings, stanza),
            sender,
            Optional.empty(),
            sender.equals(surroundings.account()),
            "",
            arrived.sentAt(),
            DeliveryState.RECEIVED,
            Optional.of(note)));
  }

  /** The same line, about somebody in a room. */
  static ChatMessage by(ChatMessage line, BareJid author, BareJid self) {
    return new ChatMessage(
        line.id(),
        line.chat(),
        author,
        Optional.empty(),
        author.equals(self),
        "",
        line.time(),
        DeliveryState.RECEIVED,
        line.note());
  }

  /**
   * The same for every copy of a stanza, so that it leaves one line. With a colon, as all that is
   * made here: senders cannot choose such ids (see {@link MessageId}).
   */
  private static String lineId(Surroundings surroundings, IncomingStanza stanza) {
    if (!stanza.id().isPresent()) {
      return "refused:" + surroundings.newId();
    }
    MessageDigest digest = Sha256.create();
    byte[] outer = stanza.id().get().getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(outer.length).array());
    digest.update(outer);
    stanza.extensions().forEach(each -> digest.update(ordered(each).toXml().getBytes(UTF_8)));
    return "refused:" + text(digest.digest());
  }

  /** Servers do not keep the order of attributes in what they store. */
  private static XmlElement ordered(XmlElement element) {
    XmlElement.Builder out = XmlElement.element(element.namespace(), element.name());
    new TreeMap<>(element.attributes()).forEach(out::with);
    element.children().forEach(child -> out.with(ordered(child)));
    return out.text(element.text()).build();
  }

  private static String text(byte[] hash) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  /** True for a stanza of which no OMEMO element carries content. */
  static boolean isOnlyForSessions(IncomingStanza stanza) {
    try {
      List<OmemoElement> elements = OmemoStanza.find(stanza.extensions());
      return !elements.isEmpty() && elements.stream().allMatch(OmemoElement::isEmptyMessage);
    } catch (ProtocolException | IllegalArgumentException e) {
      return false;
    }
  }

  /** True when it has the form of our message ids. */
  static boolean canBeOurs(String id) {
    try {
      MessageId.parse(id);
      return true;
    } catch (ProtocolException e) {
      return false;
    }
  }

  /**
   * An id for a message whose client gave none inside: the outer one can be used again, by mistake
   * or on purpose, so it alone names nothing (REVIEW 20).
   */
  static String foreignId(DeviceAddress sender, IncomingStanza stanza, Ciphertext payload) {
    MessageDigest digest = Sha256.create();
    digest.update(ByteBuffer.allocate(4).putInt(sender.device().value()).array());
    byte[] outer = stanza.id().orElse("").getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(outer.length).array());
    digest.update(outer);
    return "foreign:" + text(digest.digest(payload.bytes()));
  }

  /** SHA-256 over sender, device and the sealed key: the same for every copy of one message. */
  static byte[] mark(DeviceAddress sender, KeyEntry entry) {
    MessageDigest digest = Sha256.create();
    byte[] account = sender.account().toString().getBytes(UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(account.length).array());
    digest.update(account);
    digest.update(ByteBuffer.allocate(4).putInt(sender.device().value()).array());
    return digest.digest(entry.data().bytes());
  }
}
