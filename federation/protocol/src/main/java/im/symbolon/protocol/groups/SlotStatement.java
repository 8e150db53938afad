package im.symbolon.protocol.groups;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.protocol.keys.SigningInput;
import java.util.Objects;

/** What a chain's key says about one message (REVIEW 5): everything that anyone could exchange. */
public record SlotStatement(SlotHeader header, Slot slot) {
  private static final String LABEL = Namespaces.GROUPS + "#slot";

  public SlotStatement {
    Objects.requireNonNull(header);
    Objects.requireNonNull(slot);
  }

  /**
   * What is signed: label, {@link SlotHeader#hash}, slot; see {@link SigningInput}. A hash, so that
   * a signature costs the same however long the header is.
   */
  public byte[] signedBytes() {
    return SigningInput.labelled(LABEL).bytes(header.hash()).bytes(slot.encode()).toBytes();
  }

  /**
   * Returns this when the chain's key really signed it.
   *
   * @throws ProtocolException BAD_SIGNATURE
   */
  public SlotStatement verify(VerifyKey key, Signature signature, SignatureVerifier verifier)
      throws ProtocolException {
    if (!verifier.verifies(key.key(), signedBytes(), signature)) {
      throw new ProtocolException(Reason.BAD_SIGNATURE, "the chain's key did not sign this");
    }
    return this;
  }
}
