/**
 * Where the secrets are used: the keys of accounts and devices, X3DH, the Double Ratchet, and
 * OMEMO's messages and payloads in both versions. Pure: no input or output but streams of files, no
 * clock, no randomness of its own, no XML.
 *
 * <p>From the bottom up; each package knows only those above it in this list:
 *
 * <ol>
 *   <li>{@link im.symbolon.ratchet.primitives} – the one seam to cryptographic providers
 *   <li>{@link im.symbolon.ratchet.keys} – a device's own key pairs
 *   <li>{@link im.symbolon.ratchet.account} – an account's root, list key and recovery key; knows
 *       neither devices nor messages
 *   <li>{@link im.symbolon.ratchet.linking} – what one device hands over to another
 *   <li>{@link im.symbolon.ratchet.backup} – the sealed container of a backup
 *   <li>{@link im.symbolon.ratchet.media} – files, sealed and opened while they stream
 *   <li>{@link im.symbolon.ratchet.x3dh} – agreement on a first secret; knows no messages
 *   <li>{@link im.symbolon.ratchet.omemo} – messages and their wire forms; knows no chains
 *   <li>{@link im.symbolon.ratchet.dialect} – all in which the versions of OMEMO differ
 *   <li>{@link im.symbolon.ratchet.doubleratchet} – chains and message keys; knows no identities
 *   <li>{@link im.symbolon.ratchet.groups} – sender chains: sealed once for a whole group
 *   <li>{@link im.symbolon.ratchet.session} – the door: start, accept, seal, open
 * </ol>
 *
 * <p>Sessions are immutable values. Every operation derives the next state, authenticates, and
 * returns the next state beside the result; the caller stores both in one transaction and only then
 * calls {@link im.symbolon.ratchet.doubleratchet.Spent#wipe()}. An operation that throws has
 * changed nothing. Wiping is best effort, as the virtual machine may have copied an array.
 */
package im.symbolon.ratchet;
