/**
 * The end-to-end encryption service of one domain, for any server that speaks XMPP.
 *
 * <p>A host (the Openfire plugin, the gateway) gives it a database and hands it every IQ that is
 * addressed to the domain's service; {@link im.symbolon.service.IqEndpoint} answers. Stanzas are
 * Tinder's; nothing here knows a server product. What takes a while, because others are asked
 * first, is answered later ({@link im.symbolon.service.LateRequests}); no thread waits for it.
 *
 * <p>A host in whose stanza path it runs also shows it every message that was routed, see {@link
 * im.symbolon.service.coverage}, and before that every one that is about to be, see {@link
 * im.symbolon.service.mailbox}.
 *
 * <p>No user's key is ever here: the service sees public keys and signatures, checks them with the
 * JDK ({@link im.symbolon.service.JdkSignatureVerifier}) and could not open a message if it wanted
 * to. Logs carry addresses, ids and reasons.
 */
package im.symbolon.service;
