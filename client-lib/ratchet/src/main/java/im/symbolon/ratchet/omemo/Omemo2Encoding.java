package im.symbolon.ratchet.omemo;

import com.google.protobuf.ByteString;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.keys.SignedPreKeyId;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.wire.OMEMOAuthenticatedMessage;
import im.symbolon.ratchet.wire.OMEMOKeyExchange;
import im.symbolon.ratchet.wire.OMEMOMessage;

/** {@code omemo2.proto}: keys of 32 bytes, identities in Ed25519 form (XEP-0384 §4.3, §4.4). */
final class Omemo2Encoding implements Encoding {
  static final Omemo2Encoding INSTANCE = new Omemo2Encoding();
  private static final int TAG_LENGTH = 16;

  private Omemo2Encoding() {}

  @Override
  public OmemoVersion version() {
    return OmemoVersion.OMEMO_2;
  }

  @Override
  public int tagLength() {
    return TAG_LENGTH;
  }

  @Override
  public byte[] body(Header header, byte[] ciphertext) {
    return OMEMOMessage.newBuilder()
        .setN(header.index())
        .setPn(header.previousChainLength())
        .setDhPub(wrap(header.ratchetKey().encode()))
        .setCiphertext(wrap(ciphertext))
        .build()
        .toByteArray();
  }

  @Override
  public byte[] encode(byte[] body, byte[] tag) {
    return OMEMOAuthenticatedMessage.newBuilder()
        .setMac(wrap(tag))
        .setMessage(wrap(body))
        .build()
        .toByteArray();
  }

  @Override
  public RatchetMessage parseMessage(byte[] in) throws RatchetException {
    Shape.requireShort(in);
    try {
      OMEMOAuthenticatedMessage outer = OMEMOAuthenticatedMessage.parseFrom(in);
      byte[] body = outer.getMessage().toByteArray();
      OMEMOMessage inner = OMEMOMessage.parseFrom(body);
      CurveKey ratchetKey = CurveKey.parse(inner.getDhPub().toByteArray());
      Header header = Shape.header(ratchetKey, inner.getPn(), inner.getN());
      byte[] ciphertext = Shape.require(inner.getCiphertext().toByteArray());
      byte[] tag = Shape.require(outer.getMac().toByteArray(), TAG_LENGTH);
      return new RatchetMessage(this, header, ciphertext, body, tag);
    } catch (InvalidProtocolBufferException | ProtocolException e) {
      throw Shape.malformed(e);
    }
  }

  @Override
  public KeyExchangeMessage parseKeyExchange(byte[] in) throws RatchetException {
    Shape.requireShort(in);
    try {
      OMEMOKeyExchange wire = parse(in);
      return new KeyExchangeMessage(
          PreKeyId.of(Integer.toUnsignedLong(wire.getPkId())),
          SignedPreKeyId.of(Integer.toUnsignedLong(wire.getSpkId())),
          IdentityKey.parse(wire.getIk().toByteArray()),
          CurveKey.parse(wire.getEk().toByteArray()),
          parseMessage(wire.getMessage().toByteArray()));
    } catch (InvalidProtocolBufferException | ProtocolException e) {
      throw Shape.malformed(e);
    }
  }

  /** Tells a key exchange that lacks its prekey from one that is no key exchange at all. */
  private static OMEMOKeyExchange parse(byte[] in)
      throws InvalidProtocolBufferException, RatchetException {
    OMEMOKeyExchange.Builder partial =
        OMEMOKeyExchange.newBuilder().mergeFrom(in, ExtensionRegistryLite.getEmptyRegistry());
    if (!partial.hasPkId() && partial.hasIk() && partial.hasEk() && partial.hasMessage()) {
      throw new RatchetException(Reason.NO_PREKEY, "the key exchange names no prekey");
    }
    if (!partial.isInitialized()) {
      throw Shape.malformed();
    }
    return partial.build();
  }

  @Override
  public byte[] encode(KeyExchangeMessage message) {
    return OMEMOKeyExchange.newBuilder()
        .setPkId(message.preKey().value())
        .setSpkId(message.signedPreKey().value())
        .setIk(wrap(message.identity().encode()))
        .setEk(wrap(message.ephemeral().encode()))
        .setMessage(wrap(message.message().encode()))
        .build()
        .toByteArray();
  }

  /** Without a copy: of an array that nobody else has, or that nobody changes. */
  private static ByteString wrap(byte[] owned) {
    return UnsafeByteOperations.unsafeWrap(owned);
  }
}
