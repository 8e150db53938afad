package im.symbolon.ratchet.session;

import im.symbolon.ratchet.doubleratchet.Spent;
import im.symbolon.ratchet.omemo.OmemoMessage;

/**
 * A message ready to leave, once {@code next} is stored.
 *
 * @param spent to be wiped after {@code next} was stored
 */
public record SealedMessage(Session next, OmemoMessage message, Spent spent) {}
