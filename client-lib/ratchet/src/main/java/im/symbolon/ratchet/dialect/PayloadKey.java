package im.symbolon.ratchet.dialect;

import im.symbolon.ratchet.primitives.Secret;

/** The random key of one payload. */
final class PayloadKey extends Secret {
  PayloadKey(byte[] owned) {
    super(owned);
  }
}
