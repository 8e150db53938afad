package im.symbolon.ratchet.session;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.doubleratchet.DoubleRatchet;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Entropy;

/** A session that we began and that the peer has not answered yet. */
public final class PendingSession implements Session {
  private final SessionFacts facts;
  private final PreKeyId preKey;
  private final SignedPreKeyId signedPreKey;
  private final DoubleRatchet ratchet;

  PendingSession(
      SessionFacts facts, PreKeyId preKey, SignedPreKeyId signedPreKey, DoubleRatchet ratchet) {
    this.facts = facts;
    this.preKey = preKey;
    this.signedPreKey = signedPreKey;
    this.ratchet = ratchet;
  }

  @Override
  public OmemoVersion version() {
    return facts.dialect().version();
  }

  @Override
  public IdentityKey remoteIdentity() {
    return facts.remoteIdentity();
  }

  @Override
  public ExchangeId exchange() {
    return facts.exchange();
  }

  /** The message carries the key exchange. */
  @Override
  public SealedMessage seal(RatchetPlaintext plaintext) {
    DoubleRatchet.Sealed sealed = ratchet.seal(plaintext, facts.sending());
    KeyExchangeMessage message =
        new KeyExchangeMessage(
            preKey,
            signedPreKey,
            facts.exchange().initiator(),
            facts.exchange().ephemeral(),
            sealed.message());
    PendingSession next = new PendingSession(facts, preKey, signedPreKey, sealed.next());
    return new SealedMessage(next, message, sealed.spent());
  }

  /** The peer's first answer establishes the session. */
  @Override
  public OpenedMessage open(RatchetMessage message, Entropy entropy) throws RatchetException {
    return OpenedMessage.of(facts, ratchet.open(message, facts.receiving(), entropy));
  }

  @Override
  public SessionSnapshot snapshot() {
    return SessionCodec.encode(this);
  }

  SessionFacts facts() {
    return facts;
  }

  PreKeyId preKey() {
    return preKey;
  }

  SignedPreKeyId signedPreKey() {
    return signedPreKey;
  }

  DoubleRatchet ratchet() {
    return ratchet;
  }

  @Override
  public String toString() {
    return "PendingSession";
  }
}
