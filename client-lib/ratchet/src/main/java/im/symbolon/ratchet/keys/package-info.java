/** A device's own key pairs. Private halves are {@link im.symbolon.ratchet.primitives.Secret}s. */
package im.symbolon.ratchet.keys;
