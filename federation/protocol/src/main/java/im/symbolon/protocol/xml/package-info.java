/**
 * The neutral element tree.
 *
 * <p>Servers hold stanzas as dom4j trees and clients as pull-parser events; neither library may
 * stand on the other's class path. Codecs read and write {@link
 * im.symbolon.protocol.xml.XmlElement} instead, and each side has one adapter of a few lines.
 * Parsing text is the adapters' business: it is done by the XMPP library's own parser, which
 * resolves no entities and reads no DTD.
 *
 * <p>{@link im.symbolon.protocol.xml.Shape} is for elements of our own namespaces, which are read
 * strictly.
 */
package im.symbolon.protocol.xml;
