package im.symbolon.protocol.delivery;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a message stands in the history of one person: devices of the same account name it, others
 * have no need to. Written as the attributes {@code chat} and {@code from}, both or neither.
 *
 * @param chat the other account of the conversation
 * @param from who wrote it: the account itself, or the other one
 */
public record MessagePlace(BareJid chat, BareJid from) {
  static final String CHAT = "chat";
  static final String FROM = "from";

  public MessagePlace {
    Objects.requireNonNull(chat);
    Objects.requireNonNull(from);
  }

  static Optional<MessagePlace> read(XmlElement element) throws ProtocolException {
    boolean chat = element.attribute(CHAT).isPresent();
    if (chat != element.attribute(FROM).isPresent()) {
      throw new ProtocolException(Reason.MALFORMED, "half a place");
    }
    return chat
        ? Optional.of(
            new MessagePlace(
                BareJid.parse(element.required(CHAT)), BareJid.parse(element.required(FROM))))
        : Optional.empty();
  }

  void write(XmlElement.Builder out) {
    out.with(CHAT, chat.toString()).with(FROM, from.toString());
  }
}
