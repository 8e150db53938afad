package im.symbolon.ratchet.omemo;

import im.symbolon.ratchet.primitives.CipherKeys;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.primitives.Secret;

/** The random 32-byte key of one payload. */
final class PayloadKey extends Secret {
  static final int LENGTH = 32;
  private static final String INFO = "OMEMO Payload";

  PayloadKey(byte[] owned) {
    super(owned);
  }

  static PayloadKey generate(Entropy entropy) {
    return new PayloadKey(entropy.bytes(LENGTH));
  }

  CipherKeys cipherKeys() {
    return CipherKeys.derive(this, INFO);
  }
}
