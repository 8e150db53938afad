/**
 * The engine: one path in, one path out, and the care for this device's keys.
 *
 * <p>In: the transport's sink stores a stanza, then {@link im.symbolon.messenger.engine.Inbound}
 * opens it (derive, authenticate) and commits ratchet state, plaintext, "seen" mark and the answers
 * that it causes in one transaction. Out: {@link im.symbolon.messenger.engine.Outbound} takes the
 * oldest entry of the outbox, finds the devices and keys, commits the ratchet steps together with
 * the sealed stanza, and only then sends; what the server did not confirm is sent again, byte for
 * byte.
 *
 * <p>Both paths have a thread of their own, so that a domain that does not answer delays nothing
 * that comes in.
 */
package im.symbolon.messenger.engine;
