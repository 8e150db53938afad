package im.symbolon.ratchet.groups;

import im.symbolon.protocol.groups.SealedElement;
import im.symbolon.protocol.groups.SlotStatement;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.ratchet.doubleratchet.Spent;
import java.util.Optional;

/**
 * A slot ready to leave, once {@code next} is stored.
 *
 * @param spent to be wiped after {@code next} was stored
 */
public record SealedSlot(
    SendingChain next, SlotStatement statement, Signature signature, Spent spent) {

  /**
   * What goes into the stanza.
   *
   * @param payload when no OMEMO 2 element beside it holds it
   */
  public SealedElement element(Optional<Ciphertext> payload) {
    return SealedElement.of(statement, signature, payload);
  }
}
