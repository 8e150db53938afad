package im.symbolon.ratchet.x3dh;

import im.symbolon.protocol.keys.IdentityKey;
import java.util.Objects;

/**
 * What every message of a session is bound to: both identity keys in Ed25519 form, the initiator's
 * first in both directions, 64 bytes (XEP-0384 §4.3). The bytes are those received, sign bit
 * included.
 */
public record AssociatedData(IdentityKey initiator, IdentityKey responder) {
  public AssociatedData {
    Objects.requireNonNull(initiator);
    Objects.requireNonNull(responder);
  }

  /** 64 bytes. */
  public byte[] encode() {
    byte[] out = new byte[2 * IdentityKey.LENGTH];
    System.arraycopy(initiator.encode(), 0, out, 0, IdentityKey.LENGTH);
    System.arraycopy(responder.encode(), 0, out, IdentityKey.LENGTH, IdentityKey.LENGTH);
    return out;
  }
}
