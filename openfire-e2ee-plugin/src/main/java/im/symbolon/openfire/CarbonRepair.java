package im.symbolon.openfire;

import im.symbolon.protocol.Namespaces;
import org.dom4j.Element;
import org.dom4j.QName;
import org.jivesoftware.openfire.interceptor.PacketInterceptor;
import org.jivesoftware.openfire.session.Session;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;

/**
 * Makes encrypted messages between accounts that have no type, as in XEP-0384's examples, messages
 * of a chat. Openfire copies nothing else to a user's other clients (XEP-0280), and drops what has
 * no type when the client that it is for has just gone.
 */
final class CarbonRepair implements PacketInterceptor {
  @Override
  public void interceptPacket(Packet packet, Session session, boolean incoming, boolean processed) {
    if (incoming
        && !processed
        && packet instanceof Message message
        && message.getType() == Message.Type.normal
        && isAccount(message.getFrom())
        && (message.getTo() == null || isAccount(message.getTo()))
        && isEncrypted(message.getElement())) {
      message.setType(Message.Type.chat);
    }
  }

  private static boolean isAccount(JID address) {
    return address != null && address.getNode() != null;
  }

  private static boolean isEncrypted(Element message) {
    return message.element(QName.get("encrypted", Namespaces.OMEMO_2)) != null
        || message.element(QName.get("encrypted", Namespaces.OMEMO_LEGACY)) != null;
  }
}
