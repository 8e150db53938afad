package im.symbolon.service.mailbox;

import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.xmpp.packet.Message;

/** Encrypted messages; what they hold is not opened by anybody. */
final class Stanzas {
  private Stanzas() {}

  /** A message as a server gets it from a client's stream. */
  static Message omemo(String from, String to, String id) {
    return omemo(from, to, id, "QUJD" + id);
  }

  static Message omemo(String from, String to, String id, String payload) {
    return of(
        "<message xmlns='jabber:client' type='chat' from='%s' to='%s' id='%s'>"
                .formatted(from, to, id)
            + "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='1'/><payload>"
            + payload
            + "</payload></encrypted></message>");
  }

  static Message of(String xml) {
    try {
      return new Message(DocumentHelper.parseText(xml).getRootElement());
    } catch (DocumentException e) {
      throw new AssertionError(e);
    }
  }
}
