package im.symbolon.ratchet.dialect;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.omemo.Encoding;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.Payload;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.CipherKeys;
import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.primitives.Secret;
import im.symbolon.ratchet.x3dh.AssociatedData;
import im.symbolon.ratchet.x3dh.X3dh;
import java.util.Optional;

/**
 * All in which the versions of OMEMO differ, below the stanza: the labels that keep their keys
 * apart, what a message is bound to, how it is written, and how the payload is encrypted. The rest
 * of X3DH and of the Double Ratchet is the same.
 */
public interface Dialect {
  /** The version's own; stateless. */
  static Dialect of(OmemoVersion version) {
    return switch (version) {
      case LEGACY -> Legacy.INSTANCE;
      case OMEMO_2 -> Omemo2.INSTANCE;
    };
  }

  /** The wire form of messages and key exchanges. */
  Encoding encoding();

  /** The agreement, under this version's label. */
  X3dh agreement();

  /** What the messages of a session are bound to, in either direction. */
  AssociatedData associatedData(IdentityKey initiator, IdentityKey responder);

  /** The label of the root chain. */
  String rootLabel();

  /** The 80 bytes that encrypt and authenticate the message with that key. */
  CipherKeys cipherKeys(Secret messageKey);

  /** Encrypts a stanza's content under a fresh key. */
  Payload sealPayload(byte[] plaintext, Entropy entropy);

  /**
   * Authenticates a stanza's content and decrypts it.
   *
   * @param iv what the stanza says; OMEMO 2 does not look at it
   * @param secret from a session
   * @throws RatchetException MALFORMED when secret or IV have another length, NOT_AUTHENTIC
   */
  byte[] openPayload(byte[] ciphertext, Optional<byte[]> iv, RatchetPlaintext secret)
      throws RatchetException;

  /** What an empty message carries. */
  RatchetPlaintext emptyContent(Entropy entropy);

  /** True for what a message without payload may carry. */
  boolean isEmptyContent(RatchetPlaintext content);

  default OmemoVersion version() {
    return encoding().version();
  }

  /**
   * Reads the bytes of a {@code <key/>} that begins no session.
   *
   * @throws RatchetException MALFORMED
   */
  default RatchetMessage parseMessage(byte[] in) throws RatchetException {
    return encoding().parseMessage(in);
  }

  /**
   * Reads the bytes of a {@code <key/>} that begins a session.
   *
   * @throws RatchetException NO_PREKEY when it names no one-time prekey, else MALFORMED
   */
  default KeyExchangeMessage parseKeyExchange(byte[] in) throws RatchetException {
    return encoding().parseKeyExchange(in);
  }
}
