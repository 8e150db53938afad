/**
 * Public keys, signatures, prekeys and bundles.
 *
 * <p>Each key type checks once, in {@code parse}, that the bytes have the right length, are
 * canonical and not of small order; the bytes are then kept exactly as received (the sign bit of an
 * Ed25519 key is part of what OMEMO authenticates, XEP-0384 §4.2). Signatures are checked through
 * {@link im.symbolon.protocol.keys.SignatureVerifier}, which servers implement with the JDK and
 * clients with their curve library, so no server needs a library that could do more.
 */
package im.symbolon.protocol.keys;
