package im.symbolon.ratchet.keys;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.primitives.Curve25519;
import im.symbolon.ratchet.primitives.Secret;

/** A Curve25519 private scalar, 32 bytes, clamped when used (RFC 7748 §5). */
public final class CurvePrivateKey extends Secret {
  CurvePrivateKey(byte[] owned) {
    super(owned);
  }

  /**
   * Agrees on 32 secret bytes.
   *
   * @throws RatchetException NOT_AUTHENTIC when the result is all zero
   */
  public byte[] agree(CurveKey theirs) throws RatchetException {
    return Curve25519.agree(expose(), theirs)
        .orElseThrow(() -> new RatchetException(Reason.NOT_AUTHENTIC, "agreed on nothing"));
  }
}
