package im.symbolon.protocol.omemo;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.StrictBase64;
import im.symbolon.protocol.keys.Signature;
import java.util.Objects;

/**
 * A signature as legacy OMEMO writes it: the top bit of its last byte, always 0 in EdDSA, is the
 * sign of the signer's key, which that version's keys do not have.
 *
 * @param plain what EdDSA verifies; that bit is not set
 */
record XEdDsaSignature(Signature plain, boolean negative) {
  private static final int LAST = Signature.LENGTH - 1;
  private static final int SIGN = 0x80;

  XEdDsaSignature {
    Objects.requireNonNull(plain);
    if ((plain.encode()[LAST] & SIGN) != 0) {
      throw new IllegalArgumentException("the sign is not yet taken out of the signature");
    }
  }

  /**
   * Reads base64 text.
   *
   * @throws ProtocolException MALFORMED or OVERSIZED
   */
  static XEdDsaSignature parse(String base64) throws ProtocolException {
    byte[] bytes = Signature.parse(base64).encode();
    boolean negative = (bytes[LAST] & SIGN) != 0;
    bytes[LAST] &= (byte) ~SIGN;
    return new XEdDsaSignature(Signature.parse(bytes), negative);
  }

  String toBase64() {
    byte[] bytes = plain.encode();
    bytes[LAST] |= (byte) (negative ? SIGN : 0);
    return StrictBase64.encode(bytes);
  }
}
