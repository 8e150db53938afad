package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import java.util.Objects;
import org.xmpp.packet.JID;

/**
 * A message that comes into a mailbox.
 *
 * @param owner whose mailbox: an account or a room of this domain
 * @param peer the other side, with its resource: whom it came from, or for a message of the owner's
 *     own, whom it goes to
 * @param stanza what is kept
 */
record Arrival(BareJid owner, JID peer, StanzaText stanza) {
  Arrival {
    Objects.requireNonNull(owner);
    Objects.requireNonNull(peer);
    Objects.requireNonNull(stanza);
  }
}
