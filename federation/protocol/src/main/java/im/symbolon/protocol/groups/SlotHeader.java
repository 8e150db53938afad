package im.symbolon.protocol.groups;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.keys.SigningInput;
import java.util.Objects;

/** All that is signed but the slot, which is itself bound to it. */
public record SlotHeader(SlotContext context, ChainPosition position, Commitment commitment) {
  private static final String LABEL = Namespaces.GROUPS + "#header";

  public SlotHeader {
    Objects.requireNonNull(context);
    Objects.requireNonNull(position);
    Objects.requireNonNull(commitment);
  }

  /** SHA-256 of {@link #bytes}: what is signed, and what the slot is bound to. */
  public byte[] hash() {
    return Sha256.of(bytes());
  }

  /**
   * Label, version (4 bytes), room, genesis hash, number (8 bytes) and hash of the epoch, sender's
   * account and device id (4 bytes), chain id, iteration (4 bytes), message id, hash of OMEMO 2's
   * payload, hash of legacy OMEMO's (empty when there is none), recipients' hash, commitment; see
   * {@link SigningInput}.
   */
  public byte[] bytes() {
    ChainOwner owner = context.owner();
    SigningInput out = SigningInput.labelled(LABEL).number(SealedElement.VERSION);
    out.text(owner.place().room().toString()).bytes(owner.place().genesis().encode());
    out.number(context.epoch().number()).bytes(context.epoch().hash().encode());
    out.text(owner.sender().account().toString()).number(owner.sender().device().value());
    out.bytes(position.chain().encode()).number(position.iteration());
    out.text(context.message().value());
    out.bytes(context.payloads().omemo2().encode());
    out.bytes(context.payloads().legacy().map(FixedBytes::encode).orElse(new byte[0]));
    return out.bytes(context.recipients().encode()).bytes(commitment.encode()).toBytes();
  }
}
