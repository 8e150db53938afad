package im.symbolon.openfire;

import im.symbolon.service.Refusal;
import im.symbolon.service.pep.Facade;
import im.symbolon.service.pep.Refused;
import org.jivesoftware.openfire.interceptor.PacketInterceptor;
import org.jivesoftware.openfire.interceptor.PacketRejectedException;
import org.jivesoftware.openfire.session.Session;
import org.xmpp.packet.IQ;
import org.xmpp.packet.Packet;

/** Shows the service what PEP is asked, before it sees it, and what it says. */
final class PepFacade implements PacketInterceptor {
  private final OpenfirePep pep;
  private final Facade facade;
  private final Refused refused;

  PepFacade(OpenfirePep pep, Facade facade, Refused refused) {
    this.pep = pep;
    this.facade = facade;
    this.refused = refused;
  }

  @Override
  public void interceptPacket(Packet packet, Session session, boolean incoming, boolean processed)
      throws PacketRejectedException {
    if (processed || !incoming) {
      return;
    }
    if (packet instanceof IQ iq && pep.isOurs(iq)) {
      own(iq);
    } else if (packet instanceof IQ iq && iq.isRequest()) {
      request(iq);
    } else {
      facade.said(packet);
    }
  }

  private void own(IQ iq) throws PacketRejectedException {
    if (iq.isResponse()) {
      pep.answered(iq);
      throw new PacketRejectedException(); // without a text: nobody is told
    }
  }

  private void request(IQ iq) {
    try {
      facade.request(iq);
    } catch (Refusal e) {
      refused.refuse(iq, e);
    }
  }
}
