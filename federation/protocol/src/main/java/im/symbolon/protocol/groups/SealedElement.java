package im.symbolon.protocol.groups;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.protocol.omemo.EncryptedElement;
import im.symbolon.protocol.omemo.MessageId;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code <sealed/>}: one message for every device that holds its sender's chain. Nothing in it is
 * true before its {@link #statement} was verified.
 *
 * @param genesis which group of the room's address it is for
 * @param sender the sending device; whose it is, the room says, and the signature proves
 * @param payload the sealed envelope, {@value EncryptedElement#MAX_PAYLOAD_BYTES} bytes at most;
 *     absent when it stands in an OMEMO 2 element beside this one
 */
public record SealedElement(
    EpochHash genesis,
    EpochName epoch,
    DeviceId sender,
    ChainPosition position,
    MessageId message,
    RecipientsHash recipients,
    Commitment commitment,
    Slot slot,
    Signature signature,
    Optional<Ciphertext> payload) {
  /** The one version there is, signed, too. */
  public static final int VERSION = 0;

  public SealedElement {
    Objects.requireNonNull(genesis);
    Objects.requireNonNull(epoch);
    Objects.requireNonNull(sender);
    Objects.requireNonNull(position);
    Objects.requireNonNull(message);
    Objects.requireNonNull(recipients);
    Objects.requireNonNull(commitment);
    Objects.requireNonNull(slot);
    Objects.requireNonNull(signature);
    if (payload.isPresent() && payload.get().length() > EncryptedElement.MAX_PAYLOAD_BYTES) {
      throw new IllegalArgumentException("the payload is too long");
    }
  }

  /** The element that carries a signed statement. */
  public static SealedElement of(
      SlotStatement statement, Signature signature, Optional<Ciphertext> payload) {
    SlotHeader header = statement.header();
    SlotContext context = header.context();
    return new SealedElement(
        context.owner().place().genesis(),
        context.epoch(),
        context.owner().sender().device(),
        header.position(),
        context.message(),
        context.recipients(),
        header.commitment(),
        statement.slot(),
        signature,
        payload);
  }

  /**
   * What was signed, if this is what it seems to be.
   *
   * @param room that it came through
   * @param account whose message the room says it is
   * @param payloads that stood in the stanza
   */
  public SlotStatement statement(BareJid room, BareJid account, PayloadHashes payloads) {
    ChainOwner owner =
        new ChainOwner(new GroupPlace(room, genesis), new DeviceAddress(account, sender));
    SlotContext context = new SlotContext(owner, epoch, message, payloads, recipients);
    return new SlotStatement(new SlotHeader(context, position, commitment), slot);
  }
}
