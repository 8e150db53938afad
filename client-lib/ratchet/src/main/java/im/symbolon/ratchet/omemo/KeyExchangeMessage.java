package im.symbolon.ratchet.omemo;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.wire.OMEMOKeyExchange;

/**
 * {@code OMEMOKeyExchange} (XEP-0384 §4.3): what the responder needs for X3DH, and the first
 * message.
 *
 * @param preKey names the responder's one-time prekey; there is no key exchange without one
 * @param identity the initiator's identity key, as received
 * @param ephemeral the initiator's ephemeral key; equal ones mean the same key exchange, repeated
 */
public record KeyExchangeMessage(
    PreKeyId preKey,
    SignedPreKeyId signedPreKey,
    IdentityKey identity,
    CurveKey ephemeral,
    RatchetMessage message)
    implements OmemoMessage {

  /**
   * Reads the serialised form.
   *
   * @throws RatchetException NO_PREKEY when it names no one-time prekey, else MALFORMED
   */
  public static KeyExchangeMessage parse(byte[] in) throws RatchetException {
    if (in.length > MAX_BYTES) {
      throw new RatchetException(Reason.MALFORMED, "key exchange is too long");
    }
    try {
      OMEMOKeyExchange wire = PartialKeyExchange.parse(in);
      return new KeyExchangeMessage(
          PreKeyId.of(Integer.toUnsignedLong(wire.getPkId())),
          SignedPreKeyId.of(Integer.toUnsignedLong(wire.getSpkId())),
          IdentityKey.parse(wire.getIk().toByteArray()),
          CurveKey.parse(wire.getEk().toByteArray()),
          RatchetMessage.parse(wire.getMessage()));
    } catch (InvalidProtocolBufferException | ProtocolException e) {
      throw new RatchetException(Reason.MALFORMED, "not a key exchange", e);
    }
  }

  @Override
  public byte[] encode() {
    return OMEMOKeyExchange.newBuilder()
        .setPkId(preKey.value())
        .setSpkId(signedPreKey.value())
        .setIk(ByteString.copyFrom(identity.encode()))
        .setEk(ByteString.copyFrom(ephemeral.encode()))
        .setMessage(message.wire())
        .build()
        .toByteArray();
  }

  @Override
  public String toString() {
    return "KeyExchangeMessage " + preKey;
  }
}
