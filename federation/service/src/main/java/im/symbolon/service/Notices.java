package im.symbolon.service;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import org.xmpp.packet.Message;

/** Tells an account something about its own devices; not kept for those who are offline. */
final class Notices {
  private final ServiceAddresses addresses;
  private final Outbox outbox;

  Notices(ServiceAddresses addresses, Outbox outbox) {
    this.addresses = addresses;
    this.outbox = outbox;
  }

  Outbox outbox() {
    return outbox;
  }

  void send(BareJid account, XmlElement content) {
    Message message = new Message();
    message.setType(Message.Type.headline);
    message.setFrom(addresses.domain());
    message.setTo(account.toString());
    message.getElement().add(Dom4jXml.write(content));
    outbox.send(message);
  }
}
