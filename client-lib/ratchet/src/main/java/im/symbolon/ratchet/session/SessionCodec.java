package im.symbolon.ratchet.session;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.doubleratchet.DoubleRatchet;
import im.symbolon.ratchet.doubleratchet.RatchetState;
import im.symbolon.ratchet.doubleratchet.StateReader;
import im.symbolon.ratchet.doubleratchet.StateWriter;

/**
 * Sessions as bytes: a number for this form and the version of OMEMO in one, the facts, and the
 * ratchet's state.
 */
public final class SessionCodec {
  private static final int OMEMO_2 = 1;
  private static final int LEGACY = 2;
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
        .flag(form(facts.dialect().version()))
        .flag(kind)
        .flag(facts.role().code)
        .bytes(facts.exchange().initiator().encode())
        .bytes(facts.responder().encode())
        .key(facts.exchange().ephemeral());
  }

  /**
   * Restores a stored session.
   *
   * @throws RatchetException MALFORMED when the bytes are damaged or of another form
   */
  public static Session decode(SessionSnapshot snapshot) throws RatchetException {
    StateReader in = new StateReader(snapshot.expose());
    Dialect dialect = Dialect.of(version(in.flag()));
    boolean established = in.truth();
    SessionFacts facts = readFacts(dialect, in);
    Session session = established ? readEstablished(facts, in) : readPending(facts, in);
    in.end();
    return session;
  }

  private static int form(OmemoVersion version) {
    return switch (version) {
      case LEGACY -> LEGACY;
      case OMEMO_2 -> OMEMO_2;
    };
  }

  private static OmemoVersion version(int form) throws RatchetException {
    return switch (form) {
      case LEGACY -> OmemoVersion.LEGACY;
      case OMEMO_2 -> OmemoVersion.OMEMO_2;
      default -> throw StateReader.malformed();
    };
  }

  private static EstablishedSession readEstablished(SessionFacts facts, StateReader in)
      throws RatchetException {
    return new EstablishedSession(facts, require(true, RatchetState.read(facts.dialect(), in)));
  }

  private static PendingSession readPending(SessionFacts facts, StateReader in)
      throws RatchetException {
    try {
      PreKeyId preKey = PreKeyId.of(in.number());
      SignedPreKeyId signedPreKey = SignedPreKeyId.of(in.number());
      DoubleRatchet ratchet = require(false, RatchetState.read(facts.dialect(), in));
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

  private static SessionFacts readFacts(Dialect dialect, StateReader in) throws RatchetException {
    var role = in.truth() ? SessionFacts.Role.RESPONDER : SessionFacts.Role.INITIATOR;
    try {
      IdentityKey initiator = IdentityKey.parse(in.bytes(IdentityKey.LENGTH));
      IdentityKey responder = IdentityKey.parse(in.bytes(IdentityKey.LENGTH));
      ExchangeId exchange = new ExchangeId(initiator, in.key());
      return new SessionFacts(dialect, role, exchange, responder);
    } catch (ProtocolException e) {
      throw new RatchetException(Reason.MALFORMED, "a stored session is damaged", e);
    }
  }
}
