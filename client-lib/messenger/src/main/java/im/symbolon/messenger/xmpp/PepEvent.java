package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;

/**
 * An item of an account's personal nodes (XEP-0163) appeared, changed or went.
 *
 * @param from whose node
 * @param node its name
 * @param itemId the item's id
 * @param payload the item's content; empty when it was retracted, or when only its id was told
 * @param retracted true when the item is gone
 */
public record PepEvent(
    BareJid from, String node, String itemId, Optional<XmlElement> payload, boolean retracted) {}
