package im.symbolon.ratchet.session;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.doubleratchet.DoubleRatchet;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Entropy;

/** A session in which at least one message of the peer was opened. */
public final class EstablishedSession implements Session {
  private final SessionFacts facts;
  private final DoubleRatchet ratchet;

  EstablishedSession(SessionFacts facts, DoubleRatchet ratchet) {
    this.facts = facts;
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

  @Override
  public SealedMessage seal(RatchetPlaintext plaintext) {
    DoubleRatchet.Sealed sealed = ratchet.seal(plaintext, facts.sending());
    return new SealedMessage(
        new EstablishedSession(facts, sealed.next()), sealed.message(), sealed.spent());
  }

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

  DoubleRatchet ratchet() {
    return ratchet;
  }

  @Override
  public String toString() {
    return "EstablishedSession";
  }
}
