package im.symbolon.service;

import im.symbolon.protocol.xml.XmlElement;
import java.util.Objects;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;

/**
 * An IQ of type get or set that is for the service.
 *
 * @param from who sent it, as the host made sure of
 * @param to where it was sent, as it stood in the stanza: the service's own address, or the
 *     sender's account
 * @param element its only child
 */
public record Request(JID from, JID to, IQ.Type type, XmlElement element) {
  public Request {
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
    Objects.requireNonNull(type);
    Objects.requireNonNull(element);
  }
}
