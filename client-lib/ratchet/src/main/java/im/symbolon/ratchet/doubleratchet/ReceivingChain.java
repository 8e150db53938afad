package im.symbolon.ratchet.doubleratchet;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Secret;
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

  /**
   * Opens a message at or after {@link #index}. One that is refused leaves no key behind.
   *
   * @throws RatchetException TOO_FAR_AHEAD, NOT_AUTHENTIC
   */
  Arrival open(Dialect dialect, RatchetMessage message, byte[] associatedData)
      throws RatchetException {
    Jump jump = jumpTo(message.header().index());
    ChainKey.Step step = jump.reached().step();
    try (MessageKey used = step.message()) {
      RatchetPlaintext plaintext = used.open(dialect, message, associatedData);
      return new Arrival(plaintext, jump.skipped(), after(jump, step), becomesStaleAt(jump.index));
    } catch (RatchetException e) {
      jump.skipped().forEach(Secret::close);
      step.next().close();
      throw e;
    } finally {
      closeUnlessOurs(jump.reached());
    }
  }

  /**
   * The keys of the messages that this chain still owes, when the peer says in an authenticated
   * message how many it has. Of more than {@value #MAX_JUMP} the later ones are given up: refusing
   * the message instead would end the session, as every later one says the same.
   */
  List<MessageKey> owed(int length) {
    long bounded = Math.min(length, (long) index + MAX_JUMP);
    Jump jump = jump((int) bounded);
    closeUnlessOurs(jump.reached());
    return jump.skipped();
  }

  private Jump jumpTo(int target) throws RatchetException {
    if ((long) target - index > MAX_JUMP) {
      throw new RatchetException(Reason.TOO_FAR_AHEAD, "too many messages are missing before it");
    }
    return jump(target);
  }

  private Jump jump(int target) {
    List<MessageKey> skipped = new ArrayList<>(Math.max(0, target - index));
    ChainKey current = key;
    for (int i = index; i < target; i++) {
      ChainKey.Step step = current.step();
      skipped.add(step.message());
      closeUnlessOurs(current);
      current = step.next();
    }
    return new Jump(skipped, current, Math.max(index, target));
  }

  private ReceivingChain after(Jump jump, ChainKey.Step step) {
    boolean nowStale = stale || jump.index() >= STALE_AT;
    return new ReceivingChain(remote, step.next(), jump.index() + 1, nowStale);
  }

  private boolean becomesStaleAt(int opened) {
    return !stale && opened >= STALE_AT;
  }

  private void closeUnlessOurs(ChainKey other) {
    if (other != key) {
      other.close();
    }
  }

  /** The keys before a position, and the chain key at it. */
  private record Jump(List<MessageKey> skipped, ChainKey reached, int index) {}

  /** A message that was authenticated and decrypted, and the chain after it. */
  record Arrival(
      RatchetPlaintext plaintext,
      List<MessageKey> skipped,
      ReceivingChain next,
      boolean becomesStale) {}
}
