/**
 * The engine: one path in, one path out, and the care for this device's keys.
 *
 * <p>In: {@link im.symbolon.messenger.engine.Engine} is the transport's sink. A stanza is cut down
 * to what can always be stored and lies in the inbox before the server is told that it came; then
 * {@link im.symbolon.messenger.engine.Inbound} opens it (derive, authenticate) and commits ratchet
 * state, plaintext, "seen" marks and the answers that it causes in one transaction. Of the versions
 * of OMEMO in a stanza, OMEMO 2 is tried first, then legacy; what is refused changes nothing, and a
 * stanza of which nothing opens leaves one line in its chat.
 *
 * <p>What came while this device was away, {@link im.symbolon.messenger.engine.CatchUp} fetches
 * from the own account's archive, where there is one, and puts into the same inbox. What arrives
 * meanwhile waits behind it, for a minute at most. A device that nobody knows yet finds its place
 * in the archive before it is announced. Where the archive is a mailbox, {@link
 * im.symbolon.messenger.engine.Acknowledging} tells it, signed and seldom, what is in this store
 * for good. What was said in rooms {@link im.symbolon.messenger.engine.RoomArchives} fetches
 * likewise, each time that one is entered.
 *
 * <p>Out: each contact has a queue, each domain a lane, so that one that does not answer delays
 * nobody else. {@link im.symbolon.messenger.engine.Outbound} finds devices ({@code Recipients}, the
 * one place where a device is left out) and keys ({@code KeyRound}; {@code KeysAhead} for all who
 * are to get a new sender chain), commits the ratchet steps together with the sealed stanza ({@code
 * Sealing}), and only then it is sent. It is sent again, byte for byte, when the connection broke
 * before the server took it, when it came back because a server was away, and when the contact was
 * there and yet did not confirm it, as happens when a server that had taken it lost power. Whoever
 * gets one twice knows it by its mark.
 *
 * <p>Versions: this device speaks OMEMO 2 and legacy OMEMO under one id, one identity and one set
 * of prekeys. Each device is written to in the best version that its owner's lists offer and whose
 * keys can be had, whatever was used before; answers go out in the version that came in. What the
 * versions seal is behind {@code Contents}: an envelope in OMEMO 2, in legacy OMEMO the bare text,
 * which says nothing about sender, addressee or time, so there the stanza has to be believed, and
 * neither receipts nor ids of ours travel in it. In a group's room nothing that the room says is
 * believed ({@code FromRooms}): whose session opens it wrote it, and in OMEMO 2 the envelope has to
 * name that person and the room.
 *
 * <p>Trust: {@link im.symbolon.messenger.core.Gate} is asked in the transaction that seals, and
 * again before what was sealed earlier is sent once more. What comes from a device that may not be
 * written to is read, and causes nothing to be sent: no receipt, no empty message, no session; nor
 * does its word confirm anything.
 *
 * <p>Keys: the servers are told about this device after every new connection and whenever something
 * published was used; nothing leaves before this device can be found in one version at least. The
 * versions are published independently of each other. Keys that are over are destroyed only after
 * what waited on the server or in the archive was opened, or could not be read for a week.
 *
 * <p>Sessions: there is a book of them per device and version. A new one stands beside the old
 * ones, and sending goes on the one that last received. When messages of a known device cannot be
 * opened, a fresh session is begun in their version, once an hour and three times a day at most
 * over both; empty messages and strangers cause none.
 *
 * <p>Incoming, outgoing, keys and listeners have a thread each; all of them are {@link
 * im.symbolon.messenger.core.Workers}, so that tests run the same code in virtual time.
 */
package im.symbolon.messenger.engine;
