/**
 * In what the two versions of OMEMO differ: one contract, {@link
 * im.symbolon.ratchet.dialect.Dialect}, and one small implementation for each version.
 *
 * <p>Here are the labels of the key derivations, the associated data, and the payload with what an
 * empty message has instead; the wire forms of messages are in {@link im.symbolon.ratchet.omemo}.
 * Nothing else in this module asks which version it is working for.
 */
package im.symbolon.ratchet.dialect;
