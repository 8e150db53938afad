package im.symbolon.ratchet.omemo;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.SignedPreKeyId;
import java.util.Objects;

/**
 * What the responder needs for X3DH, and the first message (XEP-0384 §4.3).
 *
 * @param preKey names the responder's one-time prekey; there is no key exchange without one
 * @param identity the initiator's identity key, as received; in legacy OMEMO without its sign
 * @param ephemeral the initiator's ephemeral key; equal ones mean the same key exchange, repeated
 * @param message of the same version
 */
public record KeyExchangeMessage(
    PreKeyId preKey,
    SignedPreKeyId signedPreKey,
    IdentityKey identity,
    CurveKey ephemeral,
    RatchetMessage message)
    implements OmemoMessage {
  public KeyExchangeMessage {
    Objects.requireNonNull(preKey);
    Objects.requireNonNull(signedPreKey);
    Objects.requireNonNull(identity);
    Objects.requireNonNull(ephemeral);
    Objects.requireNonNull(message);
  }

  @Override
  public OmemoVersion version() {
    return message.version();
  }

  @Override
  public byte[] encode() {
    return Encoding.of(version()).encode(this);
  }

  @Override
  public String toString() {
    return "KeyExchangeMessage " + preKey;
  }
}
