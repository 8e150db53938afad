/**
 * Extended triple Diffie-Hellman as OMEMO profiles it (XEP-0384 0.9.1 §4.3; X3DH revision 1).
 * Agrees on a secret and on the data that binds both identities; knows nothing of messages.
 */
package im.symbolon.ratchet.x3dh;
