package im.symbolon.ratchet.groups;

import im.symbolon.ratchet.primitives.Secret;

/**
 * A chain as bytes. It is the chain's secrets: whoever holds it seals it at rest and closes it. A
 * snapshot of a sending chain that is older than the last one stored must never be used (REVIEW
 * 25).
 */
public final class ChainSnapshot extends Secret {
  private ChainSnapshot(byte[] owned) {
    super(owned);
  }

  /** Takes stored bytes over, unchecked until {@link ChainCodec} reads them. */
  public static ChainSnapshot of(byte[] owned) {
    return new ChainSnapshot(owned);
  }
}
