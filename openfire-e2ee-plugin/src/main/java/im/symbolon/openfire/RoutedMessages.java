package im.symbolon.openfire;

import im.symbolon.service.coverage.Coverage;
import org.jivesoftware.openfire.interceptor.PacketInterceptor;
import org.jivesoftware.openfire.session.Session;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;

/** Shows every message that came in to the service, after the host has dealt with it. */
final class RoutedMessages implements PacketInterceptor {
  private final Coverage coverage;

  RoutedMessages(Coverage coverage) {
    this.coverage = coverage;
  }

  @Override
  public void interceptPacket(Packet packet, Session session, boolean incoming, boolean processed) {
    if (incoming && processed && packet instanceof Message message) {
      coverage.routed(message);
    }
  }
}
