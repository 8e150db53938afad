package im.symbolon.ratchet.doubleratchet;

import im.symbolon.ratchet.primitives.CipherKeys;
import im.symbolon.ratchet.primitives.Secret;

/** The key of exactly one message, 32 bytes. */
final class MessageKey extends Secret {
  private static final String INFO = "OMEMO Message Key Material";

  MessageKey(byte[] owned) {
    super(owned);
  }

  /** The 80 bytes that encrypt and authenticate the message. */
  CipherKeys cipherKeys() {
    return CipherKeys.derive(this, INFO);
  }
}
