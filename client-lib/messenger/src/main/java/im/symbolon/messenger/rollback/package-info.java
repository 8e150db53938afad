/**
 * A store that is older than it was, or that runs twice.
 *
 * <p>A disk image is put back, a phone restored from a copy, a virtual machine cloned: the ratchets
 * are then where they were, and what they send, they send with keys that were used before. So each
 * store counts how often it went online, in itself and on its server: the node {@link
 * im.symbolon.messenger.rollback.GenerationNode#NODE} of its own account, which nobody else may
 * read, has one item per device, whose id is the device's:
 *
 * <pre>{@code
 * <generation xmlns='urn:symbolon:generation:0' number='42' mark='0123456789abcdef'/>
 * }</pre>
 *
 * <p>On each new stream {@link im.symbolon.messenger.rollback.StreamGuard} raises the store's
 * count, which is committed, reads the server's, compares, and writes the new one; nothing that is
 * sealed leaves on that stream before ({@link im.symbolon.messenger.rollback.OpenStream}). It looks
 * once more a moment later, because two copies may have come online together, and counts on every
 * hour while the stream lasts. The server's count is that of the store's last time, or lower where
 * the server did not get it; else the store is old, or there is another one like it.
 *
 * <p>Then this device ends, and a new one takes its place ({@link
 * im.symbolon.messenger.rollback.Replacement}): new id, new identity, new prekeys, no session; what
 * was to be sent is sealed anew. The history stays. It happens once a day at most, because a server
 * may claim any count (REVIEW 23); when it claims more within the day, only the sessions are
 * dropped and begun anew. So whatever a server says, nothing is ever sealed with an old ratchet.
 *
 * <p>A server that says less than the truth, or nothing, can hide that a store is old. A store that
 * was copied less than an hour before the end of the stream it was copied in does not know itself
 * that it is old: its server's count is its own.
 */
package im.symbolon.messenger.rollback;
