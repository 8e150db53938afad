package im.symbolon.ratchet.session;

import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.x3dh.AssociatedData;

/** What a session knows from its first moment and never changes. */
record SessionFacts(AssociatedData identities, ExchangeId exchange, Role role) {
  enum Role {
    INITIATOR(0),
    RESPONDER(1);

    final int code;

    Role(int code) {
      this.code = code;
    }
  }

  IdentityKey remoteIdentity() {
    return role == Role.INITIATOR ? identities.responder() : identities.initiator();
  }

  byte[] associatedData() {
    return identities.encode();
  }
}
