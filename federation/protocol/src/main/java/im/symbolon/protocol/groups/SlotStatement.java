package im.symbolon.protocol.groups;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.protocol.keys.SignatureVerifier;
import java.util.Objects;

/** What a chain's key says about one message (REVIEW 5): everything that anyone could exchange. */
public record SlotStatement(SlotHeader header, Slot slot) {
  public SlotStatement {
    Objects.requireNonNull(header);
    Objects.requireNonNull(slot);
  }

  /**
   * What is signed: label, version (4 bytes), room, genesis hash, number (8 bytes) and hash of the
   * epoch, sender's account and device id (4 bytes), chain id, iteration (4 bytes), message id,
   * hash of OMEMO 2's payload, hash of legacy OMEMO's (empty when there is none), recipients' hash,
   * commitment, slot; see {@link im.symbolon.protocol.keys.SigningInput}.
   */
  public byte[] signedBytes() {
    return header.begun().bytes(slot.encode()).toBytes();
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
