/**
 * The Double Ratchet as OMEMO profiles it (XEP-0384 0.9.1 §4.4; Double Ratchet revision 1, §3).
 *
 * <p>One class per noun of the paper. {@link im.symbolon.ratchet.doubleratchet.DoubleRatchet} is an
 * immutable value; a step returns the next one together with what it used up ({@link
 * im.symbolon.ratchet.doubleratchet.Spent}), which is wiped only after the next state was stored.
 * This layer knows no identities and no stanzas; the associated data is bytes to it.
 */
package im.symbolon.ratchet.doubleratchet;
