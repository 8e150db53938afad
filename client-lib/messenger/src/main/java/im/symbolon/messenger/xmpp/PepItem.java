package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.xml.XmlElement;

/**
 * A published item.
 *
 * @param id its id within the node
 * @param payload its content
 */
public record PepItem(String id, XmlElement payload) {}
