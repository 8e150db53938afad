package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Objects;

/**
 * A message to send.
 *
 * @param id the stanza id; {@link TransportListener} reports its fate by it, so it must be unique
 * @param to the account, or the room
 * @param type its kind
 * @param extensions what it carries, in order; an element in {@code jabber:client} such as {@code
 *     <body/>} is allowed
 */
public record OutgoingStanza(String id, BareJid to, Type type, List<XmlElement> extensions) {
  /** Kinds of message that we send (RFC 6121 §5.2.2). */
  public enum Type {
    /** Conversations: stored for offline recipients, copied to own devices. */
    CHAT,
    /** To everybody in a room (XEP-0045). */
    GROUPCHAT,
    /** A single word that needs no conversation, such as an invitation: stored when offline. */
    NORMAL,
    /** Passing notices: not stored. */
    HEADLINE
  }

  public OutgoingStanza {
    Objects.requireNonNull(to);
    Objects.requireNonNull(type);
    if (id.isEmpty()) {
      throw new IllegalArgumentException("a message needs an id");
    }
    extensions = List.copyOf(extensions);
  }

  @Override
  public String toString() {
    return "message " + id + " to " + to;
  }
}
