package im.symbolon.ratchet.session;

import im.symbolon.ratchet.doubleratchet.DoubleRatchet;
import im.symbolon.ratchet.doubleratchet.Spent;
import im.symbolon.ratchet.omemo.RatchetPlaintext;

/**
 * A message that was authenticated and decrypted.
 *
 * @param next to be stored together with the plaintext
 * @param heartbeatDue the peer must now be sent an empty message, so that its keys heal (XEP-0384
 *     §5.5.3); true once per ratchet key
 * @param spent to be wiped after {@code next} was stored
 */
public record OpenedMessage(
    EstablishedSession next, RatchetPlaintext plaintext, boolean heartbeatDue, Spent spent) {

  static OpenedMessage of(SessionFacts facts, DoubleRatchet.Opened opened) {
    return new OpenedMessage(
        new EstablishedSession(facts, opened.next()),
        opened.plaintext(),
        opened.heartbeatDue(),
        opened.spent());
  }
}
