package im.symbolon.ratchet.groups;

import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.ChainOwner;
import im.symbolon.protocol.groups.SlotStatement;
import im.symbolon.protocol.groups.VerifyKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.primitives.PreparedKey;

/** What a receiving chain is from its first moment and never changes. */
final class Origin {
  private final ChainOwner owner;
  private final ChainId id;
  private final VerifyKey verifyKey;
  private final PreparedKey prepared;
  private final int first;

  /**
   * @param first the iteration from which on it was handed to us
   */
  Origin(ChainOwner owner, ChainId id, VerifyKey verifyKey, int first) {
    this.owner = owner;
    this.id = id;
    this.verifyKey = verifyKey;
    this.prepared = PreparedKey.of(verifyKey.key());
    this.first = first;
  }

  ChainOwner owner() {
    return owner;
  }

  ChainId id() {
    return id;
  }

  VerifyKey verifyKey() {
    return verifyKey;
  }

  int first() {
    return first;
  }

  /** Refuses with NOT_AUTHENTIC what this chain's key did not sign, for this owner and chain. */
  void requireSigned(SlotStatement statement, Signature signature) throws RatchetException {
    boolean ours =
        statement.header().context().owner().equals(owner)
            && statement.header().position().chain().equals(id);
    if (!ours || !prepared.verifies(statement.signedBytes(), signature)) {
      throw new RatchetException(Reason.NOT_AUTHENTIC, "this chain's key did not sign this");
    }
  }
}
