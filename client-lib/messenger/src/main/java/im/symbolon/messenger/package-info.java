/**
 * The messenger: accounts, chats and devices over XMPP, end-to-end encrypted with OMEMO 2.
 *
 * <p>{@link im.symbolon.messenger.Messenger} is the door. Behind it:
 *
 * <ul>
 *   <li>{@link im.symbolon.messenger.chat} – messages, their states, and the listener
 *   <li>{@link im.symbolon.messenger.trust} – which devices of a person are believed to be theirs
 *   <li>{@link im.symbolon.messenger.xmpp} – the transport; all of the XMPP library lives there
 *   <li>{@link im.symbolon.messenger.store} – sealed, durable rows; all of the database lives there
 *   <li>{@link im.symbolon.messenger.records} – what is stored, as typed values over rows
 *   <li>{@link im.symbolon.messenger.people} – contacts as persons: their account roots, signed
 *       device lists, and what is decided about them
 *   <li>{@link im.symbolon.messenger.engine} – opens what comes in, seals what goes out, looks
 *       after this device's keys
 *   <li>{@link im.symbolon.messenger.export} – copies of chats that people read without this
 *       program
 * </ul>
 *
 * <p>What the library promises: a message is stored before it is said to be queued; ratchet state
 * is stored before bytes leave; state, plaintext and the mark that a message was seen are stored
 * together; a message counts as received by the server only after it lies in the store.
 */
package im.symbolon.messenger;
