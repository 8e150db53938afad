package im.symbolon.openfire;

import im.symbolon.service.Outbox;
import org.jivesoftware.openfire.SessionManager;
import org.jivesoftware.openfire.session.ClientSession;
import org.xmpp.packet.Packet;

/**
 * Gives answers to the session that asked, which the router would not do before its first presence.
 * What is for others goes the usual way.
 */
record StraightOutbox(SessionManager sessions, Outbox router) implements Outbox {
  @Override
  public void send(Packet packet) {
    ClientSession session =
        packet.getTo().getResource() == null ? null : sessions.getSession(packet.getTo());
    if (session == null) {
      router.send(packet);
    } else {
      session.process(packet);
    }
  }
}
