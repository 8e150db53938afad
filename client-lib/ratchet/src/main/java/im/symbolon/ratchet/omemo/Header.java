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
  /** One less than what fits, so that the position after it fits too. */
  public static final int MAX_COUNTER = Integer.MAX_VALUE - 1;

  public Header {
    Objects.requireNonNull(ratchetKey);
    if (!allows(previousChainLength) || !allows(index)) {
      throw new IllegalArgumentException("a counter is out of range");
    }
  }

  static boolean allows(int counter) {
    return counter >= 0 && counter <= MAX_COUNTER;
  }
}
