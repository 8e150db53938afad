/**
 * The transport room: all of Smack lives here and nowhere else.
 *
 * <p>The rest of the messenger sees {@link im.symbolon.messenger.xmpp.XmppTransport}, the small
 * values around it, and {@link im.symbolon.protocol.xml.XmlElement}. Requests go through {@link
 * im.symbolon.messenger.xmpp.IqChannel}; {@link im.symbolon.messenger.xmpp.Pep}, {@link
 * im.symbolon.messenger.xmpp.Disco} and {@link im.symbolon.messenger.xmpp.ServiceDiscovery} are
 * built on it and know no Smack.
 */
package im.symbolon.messenger.xmpp;
