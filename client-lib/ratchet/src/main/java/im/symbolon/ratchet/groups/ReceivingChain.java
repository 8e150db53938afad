package im.symbolon.ratchet.groups;

import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.groups.ChainDistribution;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.ChainOwner;
import im.symbolon.protocol.groups.ChainPosition;
import im.symbolon.protocol.groups.SlotStatement;
import im.symbolon.protocol.groups.VerifyKey;
import im.symbolon.protocol.keys.Signature;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.doubleratchet.ChainKey;
import im.symbolon.ratchet.doubleratchet.MessageKey;
import im.symbolon.ratchet.doubleratchet.Spent;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A chain that another device's messages to one group take their keys from; an immutable value.
 *
 * <p>Guarantees: nothing is derived before the signature holds, and then {@value
 * ChainPosition#MAX_MESSAGES} steps at most; a message key is used once; an open that throws has
 * changed nothing; all recipients of ours who open a message got the same payload key. Whether the
 * sender may speak in the group, and in that epoch, is not known here.
 */
public final class ReceivingChain {
  private final Origin origin;
  private final ChainKey key;
  private final int iteration;
  private final LateKeys late;

  ReceivingChain(Origin origin, ChainKey key, int iteration, LateKeys late) {
    this.origin = origin;
    this.key = key;
    this.iteration = iteration;
    this.late = late;
  }

  /**
   * The chain that a device handed to us.
   *
   * @param distribution stays the caller's to close
   * @param sender as the session that carried it proved
   */
  public static ReceivingChain of(ChainDistribution distribution, DeviceAddress sender) {
    ChainPosition from = distribution.from();
    Origin origin =
        new Origin(
            new ChainOwner(distribution.place(), sender),
            from.chain(),
            distribution.verifyKey(),
            from.iteration());
    return new ReceivingChain(
        origin, new ChainKey(distribution.exposeKey()), from.iteration(), LateKeys.NONE);
  }

  public ChainOwner owner() {
    return origin.owner();
  }

  public ChainId id() {
    return origin.id();
  }

  /** What its messages are verified with. One id under another key is another chain: refuse it. */
  public VerifyKey verifyKey() {
    return origin.verifyKey();
  }

  /** The iteration after the highest one that was opened. */
  public int iteration() {
    return iteration;
  }

  /** Messages before {@link #iteration} that have not come. */
  public int missing() {
    return late.size();
  }

  /** True for the place of a message that has not come, be it late or not sent yet. */
  public boolean isMissing(int wanted) {
    return wanted >= iteration || late.find(wanted).isPresent();
  }

  /** The first place from there on, and before {@link #iteration}, whose message has not come. */
  public OptionalInt firstMissing(int from) {
    return late.first(from);
  }

  /**
   * Verifies, unwraps, and compares with the commitment, in any order of arrival.
   *
   * @param statement with the room, account and payloads that the message really came with
   * @throws RatchetException NOT_AUTHENTIC; then ALREADY_RECEIVED, NO_SESSION for what was sent
   *     before the chain was handed to us, or CONTRADICTORY. Nothing has changed
   */
  public OpenedSlot open(SlotStatement statement, Signature signature) throws RatchetException {
    origin.requireSigned(statement, signature);
    int wanted = statement.header().position().iteration();
    return wanted < iteration ? openLate(wanted, statement) : openNext(wanted, statement);
  }

  private OpenedSlot openLate(int wanted, SlotStatement statement) throws RatchetException {
    MessageKey once = late.find(wanted).orElse(null);
    if (once == null) {
      throw wanted < origin.first()
          ? new RatchetException(Reason.NO_SESSION, "sent before the chain was handed to us")
          : new RatchetException(Reason.ALREADY_RECEIVED, "its key was used before");
    }
    RatchetPlaintext secret = Commitments.open(once, statement);
    ReceivingChain next = new ReceivingChain(origin, key, iteration, late.without(wanted));
    return new OpenedSlot(next, secret, Spent.of(List.of(once)));
  }

  private OpenedSlot openNext(int wanted, SlotStatement statement) throws RatchetException {
    List<MessageKey> skipped = new ArrayList<>(wanted - iteration);
    ChainKey.Step step = key.step();
    for (int i = iteration; i < wanted; i++) {
      skipped.add(step.message());
      try (ChainKey between = step.next()) {
        step = between.step();
      }
    }
    try (MessageKey once = step.message()) {
      RatchetPlaintext secret = Commitments.open(once, statement);
      LateKeys kept = late.plus(iteration, skipped);
      ReceivingChain next = new ReceivingChain(origin, step.next(), wanted + 1, kept);
      return new OpenedSlot(next, secret, Spent.of(List.of(key)));
    } catch (RatchetException e) {
      skipped.forEach(Secret::close);
      step.next().close();
      throw e;
    }
  }

  /** What is to be wiped once this chain was removed from the store. */
  public Spent ended() {
    List<Secret> all = new ArrayList<>(late.keys());
    all.add(key);
    return Spent.of(all);
  }

  /** Everything there is to store; to be sealed at rest. */
  public ChainSnapshot snapshot() {
    return ChainCodec.encode(this);
  }

  Origin origin() {
    return origin;
  }

  ChainKey key() {
    return key;
  }

  LateKeys late() {
    return late;
  }

  @Override
  public String toString() {
    return "ReceivingChain";
  }
}
