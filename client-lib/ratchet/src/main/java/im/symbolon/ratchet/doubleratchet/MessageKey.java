package im.symbolon.ratchet.doubleratchet;

import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.CipherKeys;
import im.symbolon.ratchet.primitives.Secret;

/** The key of exactly one message, 32 bytes. */
public final class MessageKey extends Secret {
  /** Takes the array over. */
  public MessageKey(byte[] owned) {
    super(owned);
  }

  /**
   * Authenticates and decrypts; stays usable, as the message may have been a forged one.
   *
   * @throws RatchetException NOT_AUTHENTIC
   */
  RatchetPlaintext open(Dialect dialect, RatchetMessage message, byte[] associatedData)
      throws RatchetException {
    try (CipherKeys keys = dialect.cipherKeys(this)) {
      return message.open(keys, associatedData);
    }
  }
}
