package im.symbolon.ratchet.doubleratchet;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * The chain that the peer's current messages take their keys from.
 *
 * @param remote the peer's ratchet key
 * @param index of the next message
 * @param stale true once a message with counter {@value #STALE_AT} or more was opened
 */
record ReceivingChain(CurveKey remote, ChainKey key, int index, boolean stale) {
  /** How far one message may jump, so that a forged one costs little (XEP-0384 §4.4). */
  static final int MAX_JUMP = 1000;

  /** From this counter on the peer must be shown a new ratchet key (XEP-0384 §5.5.3). */
  static final int STALE_AT = 53;

  static ReceivingChain start(CurveKey remote, ChainKey key) {
    return new ReceivingChain(remote, key, 0, false);
  }

  /** Derives the keys of all messages before {@code target}. */
  Jump jumpTo(int target) throws RatchetException {
    if ((long) target - index > MAX_JUMP) {
      throw new RatchetException(Reason.TOO_FAR_AHEAD, "too many messages are missing before it");
    }
    List<MessageKey> skipped = new ArrayList<>(Math.max(0, target - index));
    ChainKey current = key;
    for (int i = index; i < target; i++) {
      ChainKey.Step step = current.step();
      skipped.add(step.message());
      if (current != key) {
        current.close();
      }
      current = step.next();
    }
    return new Jump(skipped, new ReceivingChain(remote, current, Math.max(index, target), stale));
  }

  /**
   * Derives the keys that are missing at the end of a chain that the peer has left. None when there
   * are too many: the session must recover after a heavy loss, and this bounds what a message
   * costs.
   */
  Jump leaveAt(int length) throws RatchetException {
    return (long) length - index > MAX_JUMP ? new Jump(List.of(), this) : jumpTo(length);
  }

  /** The chain after the message at its index, whose key step this is, was opened. */
  ReceivingChain after(ChainKey.Step step) {
    return new ReceivingChain(remote, step.next(), index + 1, stale || index >= STALE_AT);
  }

  /** True when opening {@code index} made the chain stale. */
  boolean becomesStale() {
    return !stale && index >= STALE_AT;
  }

  record Jump(List<MessageKey> skipped, ReceivingChain chain) {}
}
