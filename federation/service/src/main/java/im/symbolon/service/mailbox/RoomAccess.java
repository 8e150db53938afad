package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import org.xmpp.packet.JID;

/** What the host knows about its rooms. Answers at once. */
public interface RoomAccess {
  /** True for a room of this host whose messages are to be kept. */
  boolean isHere(BareJid room);

  /**
   * True for who may enter the room at this moment (XEP-0313 §Business Rules, MUC archives): not
   * for outcasts, and in a members-only room for its members alone.
   */
  boolean mayRead(BareJid room, JID user);
}
