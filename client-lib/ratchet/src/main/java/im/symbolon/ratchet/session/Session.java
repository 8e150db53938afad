package im.symbolon.ratchet.session;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import im.symbolon.ratchet.omemo.RatchetMessage;
import im.symbolon.ratchet.omemo.RatchetPlaintext;
import im.symbolon.ratchet.primitives.Entropy;

/** A session with one device of a peer; an immutable value. */
public sealed interface Session permits PendingSession, EstablishedSession {

  /** The version of OMEMO that its messages are in. */
  OmemoVersion version();

  /**
   * The peer's identity key, exactly as it was received: in a legacy session that the peer began,
   * without its sign.
   */
  IdentityKey remoteIdentity();

  /** Names the key exchange that began this session. */
  ExchangeId exchange();

  /** Encrypts. Store {@link SealedMessage#next()} before the message leaves. */
  SealedMessage seal(RatchetPlaintext plaintext);

  /**
   * Authenticates and decrypts.
   *
   * @throws RatchetException NOT_AUTHENTIC, ALREADY_RECEIVED or TOO_FAR_AHEAD; nothing has changed
   */
  OpenedMessage open(RatchetMessage message, Entropy entropy) throws RatchetException;

  /** Everything there is to store; to be sealed at rest. */
  SessionSnapshot snapshot();

  /** True when {@code message} repeats the key exchange that began this session. */
  default boolean wasStartedBy(KeyExchangeMessage message) {
    return exchange().equals(ExchangeId.of(message));
  }
}
