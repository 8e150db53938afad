package im.symbolon.ratchet.x3dh;

import im.symbolon.protocol.keys.IdentityKey;

/**
 * What every message of a session is bound to: both identity keys in Ed25519 form, the initiator's
 * first in both directions, 64 bytes (XEP-0384 §4.3). The bytes are those received, sign bit
 * included.
 */
public final class AssociatedData {
  private final IdentityKey initiator;
  private final IdentityKey responder;
  private final byte[] encoded = new byte[2 * IdentityKey.LENGTH];

  public AssociatedData(IdentityKey initiator, IdentityKey responder) {
    this.initiator = initiator;
    this.responder = responder;
    System.arraycopy(initiator.encode(), 0, encoded, 0, IdentityKey.LENGTH);
    System.arraycopy(responder.encode(), 0, encoded, IdentityKey.LENGTH, IdentityKey.LENGTH);
  }

  public IdentityKey initiator() {
    return initiator;
  }

  public IdentityKey responder() {
    return responder;
  }

  /** 64 bytes. */
  public byte[] encode() {
    return encoded.clone();
  }

  @Override
  public String toString() {
    return "AssociatedData " + initiator + " " + responder;
  }
}
