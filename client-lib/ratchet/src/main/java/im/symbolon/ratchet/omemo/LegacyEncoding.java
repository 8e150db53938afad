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
import im.symbolon.ratchet.primitives.Curve25519;
import im.symbolon.ratchet.wire.LegacyKeyExchange;
import im.symbolon.ratchet.wire.LegacyMessage;
import java.util.Arrays;

/**
 * {@code legacy.proto} behind a version byte: keys of 33 bytes, the first of which is 5, identities
 * in Curve25519 form.
 */
final class LegacyEncoding implements Encoding {
  static final LegacyEncoding INSTANCE = new LegacyEncoding();

  /** Version 3 in both halves: the message's, and the highest that its sender knows. */
  private static final byte VERSION = 0x33;

  private static final int TAG_LENGTH = 8;

  private LegacyEncoding() {}

  @Override
  public OmemoVersion version() {
    return OmemoVersion.LEGACY;
  }

  @Override
  public int tagLength() {
    return TAG_LENGTH;
  }

  @Override
  public byte[] body(Header header, byte[] ciphertext) {
    return versioned(
        LegacyMessage.newBuilder()
            .setDhPub(wrap(key(header.ratchetKey())))
            .setN(header.index())
            .setPn(header.previousChainLength())
            .setCiphertext(wrap(ciphertext))
            .build()
            .toByteArray());
  }

  @Override
  public byte[] encode(byte[] body, byte[] tag) {
    byte[] out = Arrays.copyOf(body, body.length + TAG_LENGTH);
    System.arraycopy(tag, 0, out, body.length, TAG_LENGTH);
    return out;
  }

  @Override
  public RatchetMessage parseMessage(byte[] in) throws RatchetException {
    requireVersion(in);
    int length = in.length - TAG_LENGTH;
    if (length < 1) {
      throw Shape.malformed();
    }
    try {
      LegacyMessage wire = LegacyMessage.parser().parseFrom(in, 1, length - 1);
      Header header = Shape.header(key(wire.getDhPub()), wire.getPn(), wire.getN());
      byte[] ciphertext = Shape.require(wire.getCiphertext().toByteArray());
      byte[] tag = Arrays.copyOfRange(in, length, in.length);
      return new RatchetMessage(this, header, ciphertext, Arrays.copyOf(in, length), tag);
    } catch (InvalidProtocolBufferException | ProtocolException e) {
      throw Shape.malformed(e);
    }
  }

  @Override
  public KeyExchangeMessage parseKeyExchange(byte[] in) throws RatchetException {
    requireVersion(in);
    try {
      LegacyKeyExchange wire = parse(in);
      return new KeyExchangeMessage(
          PreKeyId.of(Integer.toUnsignedLong(wire.getPkId())),
          SignedPreKeyId.of(Integer.toUnsignedLong(wire.getSpkId())),
          identity(wire.getIk()),
          key(wire.getEk()),
          parseMessage(wire.getMessage().toByteArray()));
    } catch (InvalidProtocolBufferException | ProtocolException e) {
      throw Shape.malformed(e);
    }
  }

  /** Tells a key exchange that lacks its prekey from one that is no key exchange at all. */
  private static LegacyKeyExchange parse(byte[] in)
      throws InvalidProtocolBufferException, RatchetException {
    LegacyKeyExchange.Builder partial =
        LegacyKeyExchange.newBuilder()
            .mergeFrom(in, 1, in.length - 1, ExtensionRegistryLite.getEmptyRegistry());
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
    return versioned(
        LegacyKeyExchange.newBuilder()
            .setPkId(message.preKey().value())
            .setEk(wrap(key(message.ephemeral())))
            .setIk(wrap(key(Curve25519.toMontgomery(message.identity()))))
            .setMessage(wrap(message.message().encode()))
            .setSpkId(message.signedPreKey().value())
            .build()
            .toByteArray());
  }

  private static void requireVersion(byte[] in) throws RatchetException {
    Shape.requireShort(in);
    if (in.length == 0 || in[0] != VERSION) {
      throw Shape.malformed();
    }
  }

  private static byte[] versioned(byte[] message) {
    byte[] out = new byte[1 + message.length];
    out[0] = VERSION;
    System.arraycopy(message, 0, out, 1, message.length);
    return out;
  }

  private static byte[] key(CurveKey key) {
    return OmemoVersion.LEGACY.keyBytes(key);
  }

  private static CurveKey key(ByteString wire) throws ProtocolException, RatchetException {
    byte[] key = Shape.require(wire.toByteArray(), 1 + CurveKey.LENGTH);
    CurveKey parsed = CurveKey.parse(Arrays.copyOfRange(key, 1, key.length));
    if (!Arrays.equals(key, key(parsed))) {
      throw Shape.malformed();
    }
    return parsed;
  }

  /** Without a sign; only a key that somebody honestly made has one counterpart on the curve. */
  private static IdentityKey identity(ByteString wire) throws ProtocolException, RatchetException {
    CurveKey key = key(wire);
    if (!Curve25519.isUnique(key)) {
      throw Shape.malformed();
    }
    return IdentityKey.ofMontgomery(key, false);
  }

  /** Without a copy: of an array that nobody else has, or that nobody changes. */
  private static ByteString wrap(byte[] owned) {
    return UnsafeByteOperations.unsafeWrap(owned);
  }
}
