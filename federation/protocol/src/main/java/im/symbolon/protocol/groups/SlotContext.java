package im.symbolon.protocol.groups;

import im.symbolon.protocol.omemo.MessageId;
import java.util.Objects;

/**
 * What a message is bound to besides its place in a chain.
 *
 * @param epoch the newest that the sender knew
 * @param message the id inside the envelope
 * @param payloads of this very stanza
 * @param recipients all for whom the message was made, foreign ones included; the sending device is
 *     none of them
 */
public record SlotContext(
    ChainOwner owner,
    EpochName epoch,
    MessageId message,
    PayloadHashes payloads,
    RecipientsHash recipients) {
  public SlotContext {
    Objects.requireNonNull(owner);
    Objects.requireNonNull(epoch);
    Objects.requireNonNull(message);
    Objects.requireNonNull(payloads);
    Objects.requireNonNull(recipients);
  }
}
