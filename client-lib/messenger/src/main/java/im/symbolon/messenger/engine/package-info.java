/**
 * The engine: one path in, one path out, and the care for this device's keys.
 *
 * <p>In: {@link im.symbolon.messenger.engine.Engine} is the transport's sink. A stanza is cut down
 * to what can always be stored and lies in the inbox before the server is told that it came; then
 * {@link im.symbolon.messenger.engine.Inbound} opens it (derive, authenticate) and commits ratchet
 * state, plaintext, "seen" mark and the answers that it causes in one transaction. What is refused
 * changes nothing and leaves one line in its chat.
 *
 * <p>What came while this device was away, {@link im.symbolon.messenger.engine.CatchUp} fetches
 * from the own account's archive, where there is one, and puts into the same inbox. What arrives
 * meanwhile waits behind it, for a minute at most. A device that nobody knows yet finds its place
 * in the archive before it is announced.
 *
 * <p>Out: each contact has a queue, each domain a lane, so that one that does not answer delays
 * nobody else. {@link im.symbolon.messenger.engine.Outbound} finds devices and keys, commits the
 * ratchet steps together with the sealed stanza, and only then it is sent. It is sent again, byte
 * for byte, when the connection broke before the server took it, when it came back because a server
 * was away, and when the contact was there and yet did not confirm it, as happens when a server
 * that had taken it lost power. Whoever gets one twice knows it by its mark.
 *
 * <p>Trust: {@link im.symbolon.messenger.engine.Gate} is asked in the transaction that seals, and
 * again before what was sealed earlier is sent once more. What comes from a device that may not be
 * written to is read, and causes nothing to be sent: no receipt, no empty message, no session; nor
 * does its word confirm anything.
 *
 * <p>Keys: the servers are told about this device after every new connection and whenever something
 * published was used; nothing leaves before this device can be found. Keys that are over are
 * destroyed only after what waited on the server or in the archive was opened, or could not be read
 * for a week.
 *
 * <p>Sessions: a new one stands beside the old ones, and sending goes on the one that last
 * received. When messages of a known device cannot be opened, a fresh session is begun, once an
 * hour and three times a day at most; empty messages and strangers cause none.
 *
 * <p>Incoming, outgoing, keys and listeners have a thread each; all of them are {@link
 * im.symbolon.messenger.engine.Workers}, so that tests run the same code in virtual time.
 */
package im.symbolon.messenger.engine;
