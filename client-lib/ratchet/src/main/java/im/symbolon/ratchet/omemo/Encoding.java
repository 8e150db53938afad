package im.symbolon.ratchet.omemo;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.primitives.AesCbc;
import im.symbolon.ratchet.primitives.CipherKeys;

/** How one version of OMEMO writes ratchet messages and key exchanges. */
public interface Encoding {
  /** The version's own. */
  static Encoding of(OmemoVersion version) {
    return switch (version) {
      case LEGACY -> LegacyEncoding.INSTANCE;
      case OMEMO_2 -> Omemo2Encoding.INSTANCE;
    };
  }

  OmemoVersion version();

  /** Bytes of a ratchet message's authentication tag. */
  int tagLength();

  /** Header and ciphertext, serialised: what the tag authenticates after the associated data. */
  byte[] body(Header header, byte[] ciphertext);

  /**
   * Reads a ratchet message.
   *
   * @throws RatchetException MALFORMED
   */
  RatchetMessage parseMessage(byte[] in) throws RatchetException;

  /**
   * Reads a key exchange.
   *
   * @throws RatchetException NO_PREKEY when it names no one-time prekey, else MALFORMED
   */
  KeyExchangeMessage parseKeyExchange(byte[] in) throws RatchetException;

  /** Body and tag as one. */
  byte[] encode(byte[] body, byte[] tag);

  /** Writes a key exchange. */
  byte[] encode(KeyExchangeMessage message);

  /** Encrypts, serialises once, and authenticates those bytes after the associated data. */
  default RatchetMessage seal(
      Header header, CipherKeys keys, byte[] associatedData, RatchetPlaintext plaintext) {
    byte[] ciphertext = AesCbc.encrypt(keys, plaintext.expose());
    byte[] body = body(header, ciphertext);
    byte[] tag = keys.tag(tagLength(), associatedData, body);
    return new RatchetMessage(this, header, ciphertext, body, tag);
  }
}
