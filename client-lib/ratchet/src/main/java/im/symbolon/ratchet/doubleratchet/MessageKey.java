package im.symbolon.ratchet.doubleratchet;

import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
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

  /**
   * Authenticates and decrypts; stays usable, as the message may have been a forged one.
   *
   * @throws RatchetException NOT_AUTHENTIC
   */
  RatchetPlaintext open(RatchetMessage message, byte[] associatedData) throws RatchetException {
    try (CipherKeys keys = cipherKeys()) {
      return message.open(keys, associatedData);
    }
  }
}
