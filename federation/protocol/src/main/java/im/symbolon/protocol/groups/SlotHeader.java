package im.symbolon.protocol.groups;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.keys.SigningInput;
import java.util.Objects;

/** All that is signed but the slot, which is itself bound to it. */
public record SlotHeader(SlotContext context, ChainPosition position, Commitment commitment) {
  private static final String LABEL = Namespaces.GROUPS + "#slot";

  public SlotHeader {
    Objects.requireNonNull(context);
    Objects.requireNonNull(position);
    Objects.requireNonNull(commitment);
  }

  /** The signed bytes up to the slot: what the slot's own tag covers, too. */
  public byte[] bytes() {
    return begun().toBytes();
  }

  SigningInput begun() {
    ChainOwner owner = context.owner();
    SigningInput out = SigningInput.labelled(LABEL).number(SealedElement.VERSION);
    out.text(owner.place().room().toString()).bytes(owner.place().genesis().encode());
    out.number(context.epoch().number()).bytes(context.epoch().hash().encode());
    out.text(owner.sender().account().toString()).number(owner.sender().device().value());
    out.bytes(position.chain().encode()).number(position.iteration());
    out.text(context.message().value());
    out.bytes(context.payloads().omemo2().encode());
    out.bytes(context.payloads().legacy().map(FixedBytes::encode).orElse(new byte[0]));
    return out.bytes(context.recipients().encode()).bytes(commitment.encode());
  }
}
