package im.symbolon.ratchet.session;

import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.x3dh.AssociatedData;

/** What a session knows from its first moment and never changes. */
final class SessionFacts {
  private final Dialect dialect;
  private final Role role;
  private final ExchangeId exchange;
  private final IdentityKey responder;
  private final AssociatedData associatedData;

  SessionFacts(Dialect dialect, Role role, ExchangeId exchange, IdentityKey responder) {
    this.dialect = dialect;
    this.role = role;
    this.exchange = exchange;
    this.responder = responder;
    this.associatedData = dialect.associatedData(exchange.initiator(), responder);
  }

  enum Role {
    INITIATOR(0),
    RESPONDER(1);

    final int code;

    Role(int code) {
      this.code = code;
    }
  }

  Dialect dialect() {
    return dialect;
  }

  Role role() {
    return role;
  }

  ExchangeId exchange() {
    return exchange;
  }

  IdentityKey responder() {
    return responder;
  }

  IdentityKey remoteIdentity() {
    return role == Role.INITIATOR ? responder : exchange.initiator();
  }

  /** What our messages are bound to. */
  byte[] sending() {
    return role == Role.INITIATOR ? associatedData.fromInitiator() : associatedData.fromResponder();
  }

  /** What the peer's messages are bound to. */
  byte[] receiving() {
    return role == Role.INITIATOR ? associatedData.fromResponder() : associatedData.fromInitiator();
  }

  @Override
  public String toString() {
    return "SessionFacts " + dialect;
  }
}
