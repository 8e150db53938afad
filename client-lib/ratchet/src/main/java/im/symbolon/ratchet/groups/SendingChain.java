package im.symbolon.ratchet.groups;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.ChainDistribution;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.ChainOwner;
import im.symbolon.protocol.groups.ChainPosition;
import im.symbolon.protocol.groups.EpochName;
import im.symbolon.protocol.groups.SlotContext;
import im.symbolon.protocol.groups.SlotHeader;
import im.symbolon.protocol.groups.SlotStatement;
import im.symbolon.ratchet.doubleratchet.ChainKey;
import im.symbolon.ratchet.doubleratchet.MessageKey;
import im.symbolon.ratchet.doubleratchet.Spent;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Ed25519;
import im.symbolon.ratchet.primitives.Entropy;
import java.time.Duration;
import java.util.List;

/**
 * The chain that this device's messages to one group take their keys from; an immutable value.
 *
 * <p>Guarantees: a message key is used once, as long as {@link SealedSlot#next} is stored before
 * the message leaves and no older state is ever put back (REVIEW 25: in any doubt begin a new
 * chain); whoever is handed the chain reads nothing that was sealed before; nobody who was not
 * handed it reads anything.
 */
public final class SendingChain {
  /** How long one chain is used. */
  public static final Duration MAX_AGE = Duration.ofDays(7);

  private final ChainOwner owner;
  private final ChainId id;
  private final ChainKey key;
  private final int iteration;
  private final SigningPair signing;

  SendingChain(ChainOwner owner, ChainId id, ChainKey key, int iteration, SigningPair signing) {
    this.owner = owner;
    this.id = id;
    this.key = key;
    this.iteration = iteration;
    this.signing = signing;
  }

  /** A new chain, from 80 random bytes. */
  public static SendingChain begin(ChainOwner owner, Entropy entropy) {
    try {
      ChainId id = ChainId.parse(entropy.bytes(ChainId.LENGTH));
      ChainKey key = new ChainKey(entropy.bytes(ChainDistribution.KEY_LENGTH));
      return new SendingChain(
          owner, id, key, 0, new SigningPair(entropy.bytes(Ed25519.SEED_LENGTH)));
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }

  public ChainOwner owner() {
    return owner;
  }

  public ChainId id() {
    return id;
  }

  /** Messages sealed so far: the next one's iteration. */
  public int iteration() {
    return iteration;
  }

  /**
   * True when another chain is to be begun before the next message, members or not.
   *
   * @param age since it was begun
   */
  public boolean isWornOut(Duration age) {
    return iteration >= ChainPosition.MAX_MESSAGES || age.compareTo(MAX_AGE) >= 0;
  }

  /**
   * Wraps key and tag of an OMEMO 2 payload for all devices that hold this chain, and signs.
   *
   * @param secret of the payload that {@code context} has the hash of; stays the caller's to close
   * @throws IllegalArgumentException when the context is another owner's, or the secret not of
   *     OMEMO 2
   * @throws IllegalStateException after {@value ChainPosition#MAX_MESSAGES} messages
   */
  public SealedSlot seal(SlotContext context, RatchetPlaintext secret) {
    requireOwn(context);
    SlotHeader header = new SlotHeader(context, position(), Commitments.to(secret));
    ChainKey.Step step = key.step();
    try (MessageKey once = step.message()) {
      SlotStatement statement = new SlotStatement(header, SlotKey.wrap(once, header, secret));
      SendingChain next = new SendingChain(owner, id, step.next(), iteration + 1, signing);
      return new SealedSlot(next, statement, signing.sign(statement), Spent.of(List.of(key)));
    }
  }

  private void requireOwn(SlotContext context) {
    if (!context.owner().equals(owner)) {
      throw new IllegalArgumentException("the chain is another group's or device's");
    }
  }

  private ChainPosition position() {
    if (iteration >= ChainPosition.MAX_MESSAGES) {
      throw new IllegalStateException("this chain is worn out");
    }
    return new ChainPosition(id, iteration);
  }

  /**
   * What another device needs to read everything from the next message on, and nothing before.
   *
   * @param epoch the newest that is known here
   * @throws IllegalStateException after {@value ChainPosition#MAX_MESSAGES} messages
   */
  public ChainDistribution distribution(EpochName epoch) {
    return ChainDistribution.of(
        owner.place(), epoch, position(), signing.verifyKey(), key.expose());
  }

  /** What is to be wiped once another chain has taken this one's place and is stored. */
  public Spent ended() {
    return Spent.of(List.of(key, signing.seed()));
  }

  /** Everything there is to store; to be sealed at rest. */
  public ChainSnapshot snapshot() {
    return ChainCodec.encode(this);
  }

  ChainKey key() {
    return key;
  }

  SigningPair signing() {
    return signing;
  }

  @Override
  public String toString() {
    return "SendingChain";
  }
}
