package im.symbolon.openfire;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import java.util.Set;
import java.util.function.Consumer;
import org.dom4j.Element;
import org.jivesoftware.openfire.interceptor.PacketInterceptor;
import org.jivesoftware.openfire.session.Session;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Packet;

/**
 * Tells whose PEP is about to change, and again when it has: of whoever asks for a change, because
 * it is in most cases his own, and of whoever is asked. Whether anything comes of it is not looked
 * at.
 */
final class ListNotices implements PacketInterceptor {
  private static final Set<String> PUBSUB = Set.of(Namespaces.PUBSUB, Namespaces.PUBSUB_OWNER);

  private final String domain;
  private final Consumer<BareJid> changed;

  ListNotices(String domain, Consumer<BareJid> changed) {
    this.domain = domain;
    this.changed = changed;
  }

  @Override
  public void interceptPacket(Packet packet, Session session, boolean incoming, boolean processed) {
    if (packet instanceof IQ iq && iq.getType() == IQ.Type.set && isPubsub(iq)) {
      tell(iq.getFrom());
      tell(iq.getTo());
    }
  }

  private static boolean isPubsub(IQ iq) {
    Element child = iq.getChildElement();
    return child != null && PUBSUB.contains(child.getNamespaceURI());
  }

  private void tell(JID address) {
    if (address == null || address.getNode() == null || !domain.equals(address.getDomain())) {
      return;
    }
    try {
      changed.accept(BareJid.parse(address.toBareJID()));
    } catch (ProtocolException e) {
      return; // no account has such a name
    }
  }
}
