package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;

/** Reads stanzas as the transport does, for tests of what is built on it. */
public final class SecureXmlAccess {
  private SecureXmlAccess() {}

  public static XmlElement parse(String xml) throws Exception {
    return SecureXml.parse(xml);
  }

  /** A message as it reaches whoever takes it. */
  public static IncomingStanza message(BareJid account, String attributes, String inside)
      throws Exception {
    XmlElement message =
        parse("<message xmlns='jabber:client' " + attributes + ">" + inside + "</message>");
    return ((Arrival.Message) new MessageReader(account).read(message)).stanza();
  }
}
