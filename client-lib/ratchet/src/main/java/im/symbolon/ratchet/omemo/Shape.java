package im.symbolon.ratchet.omemo;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;

/** What a message of either version must look like. */
final class Shape {
  private Shape() {}

  static void requireShort(byte[] in) throws RatchetException {
    if (in.length > OmemoMessage.MAX_BYTES) {
      throw new RatchetException(Reason.MALFORMED, "message is too long");
    }
  }

  static Header header(CurveKey ratchetKey, int previousChainLength, int index)
      throws RatchetException {
    if (!Header.allows(index) || !Header.allows(previousChainLength)) {
      throw malformed();
    }
    return new Header(ratchetKey, previousChainLength, index);
  }

  /** Something, whatever it is. */
  static byte[] require(byte[] field) throws RatchetException {
    if (field.length == 0) {
      throw malformed();
    }
    return field;
  }

  static byte[] require(byte[] field, int length) throws RatchetException {
    if (field.length != length) {
      throw malformed();
    }
    return field;
  }

  static RatchetException malformed() {
    return new RatchetException(Reason.MALFORMED, "not an OMEMO message");
  }

  static RatchetException malformed(Exception cause) {
    return new RatchetException(Reason.MALFORMED, "not an OMEMO message", cause);
  }
}
