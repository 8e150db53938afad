package im.symbolon.openfire;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.service.mailbox.Deliveries;
import im.symbolon.service.mailbox.RoomAccess;
import org.jivesoftware.openfire.interceptor.PacketInterceptor;
import org.jivesoftware.openfire.session.Session;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;

/**
 * Shows every message to the mailbox before it is routed. What a room says to an occupant of this
 * server is not routed in 4.2, and is seen only as it leaves.
 */
final class Postmark implements PacketInterceptor {
  private final Deliveries deliveries;
  private final RoomAccess rooms;

  Postmark(Deliveries deliveries, RoomAccess rooms) {
    this.deliveries = deliveries;
    this.rooms = rooms;
  }

  @Override
  public void interceptPacket(Packet packet, Session session, boolean incoming, boolean processed) {
    if (!processed
        && packet instanceof Message message
        && (incoming || isOfRoom(message.getFrom()))) {
      deliveries.stamp(message);
    }
  }

  private boolean isOfRoom(JID from) {
    if (from == null || from.getNode() == null) {
      return false;
    }
    try {
      return rooms.isHere(BareJid.parse(from.toBareJID()));
    } catch (ProtocolException e) {
      return false;
    }
  }
}
