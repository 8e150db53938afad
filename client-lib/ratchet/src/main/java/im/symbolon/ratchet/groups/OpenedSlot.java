package im.symbolon.ratchet.groups;

import im.symbolon.ratchet.doubleratchet.Spent;
import im.symbolon.ratchet.omemo.RatchetPlaintext;

/**
 * A slot that was verified and opened.
 *
 * @param next to be stored together with the plaintext
 * @param secret key and tag of the payload, for {@link
 *     im.symbolon.ratchet.dialect.Dialect#openPayload} in OMEMO 2; to be closed then
 * @param spent to be wiped after {@code next} was stored
 */
public record OpenedSlot(ReceivingChain next, RatchetPlaintext secret, Spent spent) {}
