package im.symbolon.ratchet.doubleratchet;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.omemo.Header;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.CipherKeys;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.primitives.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One side's state between two messages; immutable.
 *
 * <p>Guarantees: a message key is used once; an open that throws has changed nothing; one message
 * costs at most {@value ReceivingChain#MAX_JUMP} chain steps before it is authenticated; at most
 * {@value SkippedKeys#MAX} keys of missing messages are kept.
 */
public final class DoubleRatchet {
  private final Dialect dialect;
  private final RootKey root;
  private final CurveKeyPair self;
  private final SendingChain sending;
  private final Optional<ReceivingChain> receiving;
  private final SkippedKeys skipped;

  DoubleRatchet(
      Dialect dialect,
      RootKey root,
      CurveKeyPair self,
      SendingChain sending,
      Optional<ReceivingChain> receiving,
      SkippedKeys skipped) {
    this.dialect = dialect;
    this.root = root;
    this.self = self;
    this.sending = sending;
    this.receiving = receiving;
    this.skipped = skipped;
  }

  /**
   * The initiator's first state: it can send, and receives after the responder's first answer.
   *
   * @param secret from X3DH; taken over
   * @throws RatchetException NOT_AUTHENTIC when the responder's key agrees on nothing
   */
  public static DoubleRatchet initiate(
      Dialect dialect, Secret secret, CurveKey theirSignedPreKey, Entropy entropy)
      throws RatchetException {
    try (RootKey shared = new RootKey(secret.expose().clone())) {
      CurveKeyPair self = CurveKeyPair.generate(entropy);
      RootKey.Step step = shared.step(dialect.rootLabel(), self, theirSignedPreKey);
      SendingChain sending = SendingChain.following(0, step.chain());
      return new DoubleRatchet(
          dialect, step.root(), self, sending, Optional.empty(), SkippedKeys.NONE);
    } finally {
      secret.close();
    }
  }

  /**
   * The responder's first step: opens the initiator's first message.
   *
   * @param secret from X3DH; taken over
   * @throws RatchetException NOT_AUTHENTIC, TOO_FAR_AHEAD
   */
  public static Opened respond(
      Dialect dialect,
      Secret secret,
      CurveKeyPair ourSignedPreKey,
      RatchetMessage first,
      byte[] associatedData,
      Entropy entropy)
      throws RatchetException {
    requireSameVersion(dialect, first);
    try (RootKey shared = new RootKey(secret.expose().clone())) {
      return new Turn(dialect, shared, ourSignedPreKey, 0, Optional.empty(), SkippedKeys.NONE)
          .open(first, associatedData, entropy);
    } finally {
      secret.close();
    }
  }

  /** Encrypts with the next message key. */
  public Sealed seal(RatchetPlaintext plaintext, byte[] associatedData) {
    ChainKey.Step step = sending.key().step();
    Header header = new Header(self.publicKey(), sending.previousLength(), sending.index());
    try (MessageKey key = step.message();
        CipherKeys keys = dialect.cipherKeys(key)) {
      RatchetMessage message = dialect.encoding().seal(header, keys, associatedData, plaintext);
      DoubleRatchet next =
          new DoubleRatchet(dialect, root, self, sending.next(step.next()), receiving, skipped);
      return new Sealed(next, message, new Spent(List.of(sending.key())));
    }
  }

  /**
   * Authenticates and decrypts, in any order of arrival.
   *
   * @throws RatchetException NOT_AUTHENTIC, ALREADY_RECEIVED or TOO_FAR_AHEAD
   */
  public Opened open(RatchetMessage message, byte[] associatedData, Entropy entropy)
      throws RatchetException {
    requireSameVersion(dialect, message);
    Header header = message.header();
    Optional<MessageKey> late = skipped.find(header.ratchetKey(), header.index());
    if (late.isPresent()) {
      return openLate(message, late.get(), associatedData);
    }
    if (receiving.isPresent() && receiving.get().remote().equals(header.ratchetKey())) {
      return openNext(receiving.get(), message, associatedData);
    }
    return openAfterTurn(message, associatedData, entropy);
  }

  private static void requireSameVersion(Dialect dialect, RatchetMessage message)
      throws RatchetException {
    if (message.version() != dialect.version()) {
      throw new RatchetException(Reason.NOT_AUTHENTIC, "a message of another version");
    }
  }

  private Opened openLate(RatchetMessage message, MessageKey key, byte[] associatedData)
      throws RatchetException {
    RatchetPlaintext plaintext = key.open(dialect, message, associatedData);
    Header header = message.header();
    SkippedKeys rest = skipped.without(header.ratchetKey(), header.index());
    DoubleRatchet next = new DoubleRatchet(dialect, root, self, sending, receiving, rest);
    return new Opened(next, plaintext, false, new Spent(List.of(key)));
  }

  private Opened openNext(ReceivingChain chain, RatchetMessage message, byte[] associatedData)
      throws RatchetException {
    if (message.header().index() < chain.index()) {
      throw tooLate(message.header());
    }
    ReceivingChain.Arrival arrival = chain.open(dialect, message, associatedData);
    List<Secret> spent = new ArrayList<>(List.of(chain.key()));
    SkippedKeys kept = skipped.plus(chain.remote(), chain.index(), arrival.skipped(), spent);
    DoubleRatchet next =
        new DoubleRatchet(dialect, root, self, sending, Optional.of(arrival.next()), kept);
    return new Opened(next, arrival.plaintext(), arrival.becomesStale(), new Spent(spent));
  }

  private RatchetException tooLate(Header header) {
    return skipped.mayHaveDropped(header.ratchetKey(), header.index())
        ? new RatchetException(Reason.TOO_FAR_AHEAD, "too many were missing to keep its key")
        : new RatchetException(Reason.ALREADY_RECEIVED, "its key was used before");
  }

  private Opened openAfterTurn(RatchetMessage message, byte[] associatedData, Entropy entropy)
      throws RatchetException {
    if (skipped.knows(message.header().ratchetKey())) {
      throw new RatchetException(Reason.NOT_AUTHENTIC, "an older chain that has no such key");
    }
    Opened opened =
        new Turn(dialect, root, self, sending.index(), receiving, skipped)
            .open(message, associatedData, entropy);
    Spent spent = opened.spent().and(root, self.privateKey(), sending.key());
    return new Opened(opened.next(), opened.plaintext(), opened.heartbeatDue(), spent);
  }

  /** True once a message of the peer was opened. */
  public boolean hasReceived() {
    return receiving.isPresent();
  }

  RootKey root() {
    return root;
  }

  CurveKeyPair self() {
    return self;
  }

  SendingChain sending() {
    return sending;
  }

  Optional<ReceivingChain> receiving() {
    return receiving;
  }

  SkippedKeys skipped() {
    return skipped;
  }

  @Override
  public String toString() {
    return "DoubleRatchet";
  }

  /** The state after sending, and the message. */
  public record Sealed(DoubleRatchet next, RatchetMessage message, Spent spent) {}

  /**
   * The state after receiving, and what was in the message.
   *
   * @param heartbeatDue the peer must now be sent an empty message (XEP-0384 §5.5.3)
   */
  public record Opened(
      DoubleRatchet next, RatchetPlaintext plaintext, boolean heartbeatDue, Spent spent) {}
}
