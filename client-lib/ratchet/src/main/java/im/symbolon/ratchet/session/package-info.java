/**
 * The door of this module: sessions between two devices.
 *
 * <pre>{@code
 * PendingSession session = Initiator.start(identity, bundle, preKey, entropy);
 * SealedMessage sealed = session.seal(payload.secret());      // carries the key exchange
 * // store sealed.next() first, then send sealed.message()
 *
 * OpenedMessage opened = Responder.accept(identity, signedPreKey, preKey, keyExchange, entropy);
 * // store opened.next(), the plaintext and the "seen" mark in one transaction
 * }</pre>
 *
 * <p>A session and the one before it share secrets: of all that an operation could make of one
 * session, exactly one is stored, and one thread at a time works with a session, wiping included.
 *
 * <p>A {@link im.symbolon.ratchet.session.PendingSession} repeats its key exchange with every
 * message until the peer has answered (XEP-0384 §5.5.2); then it becomes an {@link
 * im.symbolon.ratchet.session.EstablishedSession}. This layer checks no trust and no addresses,
 * keeps no prekeys, and does not remember accepted key exchanges: its caller does (see {@link
 * im.symbolon.ratchet.session.ExchangeId}).
 */
package im.symbolon.ratchet.session;
