package im.symbolon.ratchet.omemo;

import im.symbolon.protocol.keys.CurveKey;
import java.util.Objects;

/**
 * Says where in the ratchet a message stands (Double Ratchet §3.4).
 *
 * @param ratchetKey the sender's current ratchet key
 * @param previousChainLength messages in the sender's chain before this one
 * @param index of the message in its chain, from 0
 */
public record Header(CurveKey ratchetKey, int previousChainLength, int index) {
  public Header {
    Objects.requireNonNull(ratchetKey);
    if (previousChainLength < 0 || index < 0) {
      throw new IllegalArgumentException("counters do not go below zero");
    }
  }
}
