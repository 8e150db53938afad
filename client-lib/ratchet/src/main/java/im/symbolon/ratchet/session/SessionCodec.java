package im.symbolon.ratchet.session;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.doubleratchet.DoubleRatchet;
import im.symbolon.ratchet.doubleratchet.RatchetState;
import im.symbolon.ratchet.doubleratchet.StateReader;
import im.symbolon.ratchet.doubleratchet.StateWriter;
import im.symbolon.ratchet.x3dh.AssociatedData;

/** Sessions as bytes: a version, the facts, and the ratchet's state. */
public final class SessionCodec {
  private static final int VERSION = 1;
  private static final int PENDING = 0;
  private static final int ESTABLISHED = 1;

  private SessionCodec() {}

  static SessionSnapshot encode(PendingSession session) {
    StateWriter out = start(PENDING, session.facts());
    out.number(session.preKey().value()).number(session.signedPreKey().value());
    RatchetState.write(session.ratchet(), out);
    return SessionSnapshot.of(out.finish());
  }

  static SessionSnapshot encode(EstablishedSession session) {
    StateWriter out = start(ESTABLISHED, session.facts());
    RatchetState.write(session.ratchet(), out);
    return SessionSnapshot.of(out.finish());
  }

  private static StateWriter start(int kind, SessionFacts facts) {
    return new StateWriter()
        .flag(VERSION)
        .flag(kind)
        .flag(facts.role().code)
        .bytes(facts.associatedData())
        .key(facts.exchange().ephemeral());
  }

  /**
   * Restores a stored session.
   *
   * @throws RatchetException MALFORMED when the bytes are damaged or of a later version
   */
  public static Session decode(SessionSnapshot snapshot) throws RatchetException {
    StateReader in = new StateReader(snapshot.expose());
    if (in.flag() != VERSION) {
      throw StateReader.malformed();
    }
    boolean established = in.truth();
    Session session = established ? readEstablished(in) : readPending(in);
    in.end();
    return session;
  }

  private static EstablishedSession readEstablished(StateReader in) throws RatchetException {
    SessionFacts facts = readFacts(in);
    return new EstablishedSession(facts, require(true, RatchetState.read(in)));
  }

  private static PendingSession readPending(StateReader in) throws RatchetException {
    SessionFacts facts = readFacts(in);
    try {
      PreKeyId preKey = PreKeyId.of(in.number());
      SignedPreKeyId signedPreKey = SignedPreKeyId.of(in.number());
      DoubleRatchet ratchet = require(false, RatchetState.read(in));
      return new PendingSession(facts, preKey, signedPreKey, ratchet);
    } catch (ProtocolException e) {
      throw new RatchetException(Reason.MALFORMED, "a stored session is damaged", e);
    }
  }

  /** What a session is, and whether it has heard from the peer, must fit. */
  private static DoubleRatchet require(boolean answered, DoubleRatchet ratchet)
      throws RatchetException {
    if (ratchet.hasReceived() != answered) {
      throw StateReader.malformed();
    }
    return ratchet;
  }

  private static SessionFacts readFacts(StateReader in) throws RatchetException {
    var role = in.truth() ? SessionFacts.Role.RESPONDER : SessionFacts.Role.INITIATOR;
    try {
      IdentityKey initiator = IdentityKey.parse(in.bytes(IdentityKey.LENGTH));
      IdentityKey responder = IdentityKey.parse(in.bytes(IdentityKey.LENGTH));
      ExchangeId exchange = new ExchangeId(initiator, in.key());
      return new SessionFacts(new AssociatedData(initiator, responder), exchange, role);
    } catch (ProtocolException e) {
      throw new RatchetException(Reason.MALFORMED, "a stored session is damaged", e);
    }
  }
}
