/**
 * What a device that is linked and the one that links it say to each other, so that nobody between
 * them gets anything out of it (DESIGN §5, REVIEW 24).
 *
 * <p>The new device makes an {@link im.symbolon.ratchet.linking.Invitation}: a one-time X25519 pair
 * and two secrets, one of 128 bits in a QR code, one of 80 bits to be typed. It shows both to its
 * owner and sends an {@link im.symbolon.ratchet.linking.ProvenOffer}, which speaks for the one-time
 * key by a MAC under each secret. The other device reads the {@link
 * im.symbolon.ratchet.linking.LinkCode} and finds the offer that it fits; what it hands over is a
 * {@link im.symbolon.ratchet.linking.SealedGrant} under
 *
 * <pre>{@code HKDF-SHA-256(X25519(one-time keys) ‖ secret, transcript)}</pre>
 *
 * where the transcript names account, both devices, their identity keys and both one-time keys.
 *
 * <p>Whoever relays all this and has an offer's MAC may try 2^80 codes; but a code is of use only
 * within five minutes, once, and to somebody who replaced a one-time key by then. What was recorded
 * cannot be opened with a code that is found later. All this goes through OMEMO sessions besides,
 * which neither device can trust yet.
 */
package im.symbolon.ratchet.linking;
