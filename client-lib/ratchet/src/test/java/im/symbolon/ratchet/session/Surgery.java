package im.symbolon.ratchet.session;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.ratchet.wire.LegacyKeyExchange;
import im.symbolon.ratchet.wire.LegacyMessage;
import im.symbolon.ratchet.wire.OMEMOAuthenticatedMessage;
import im.symbolon.ratchet.wire.OMEMOKeyExchange;
import im.symbolon.ratchet.wire.OMEMOMessage;

/**
 * Takes serialised messages of either version apart, in OMEMO 2's words, and puts them together
 * again, however wrong they have become.
 */
final class Surgery {
  private static final ByteString VERSION_3 = ByteString.copyFrom(new byte[] {0x33});
  private static final int LEGACY_TAG = 8;

  private final boolean legacy;

  Surgery(OmemoVersion version) {
    this.legacy = version == OmemoVersion.LEGACY;
  }

  OMEMOMessage inner(byte[] message) throws InvalidProtocolBufferException {
    ByteString in = ByteString.copyFrom(message);
    if (!legacy) {
      return OMEMOMessage.parseFrom(OMEMOAuthenticatedMessage.parseFrom(in).getMessage());
    }
    LegacyMessage wire = LegacyMessage.parseFrom(in.substring(1, in.size() - LEGACY_TAG));
    return OMEMOMessage.newBuilder()
        .setN(wire.getN())
        .setPn(wire.getPn())
        .setDhPub(wire.getDhPub())
        .setCiphertext(wire.getCiphertext())
        .build();
  }

  ByteString tag(byte[] message) throws InvalidProtocolBufferException {
    ByteString in = ByteString.copyFrom(message);
    return legacy
        ? in.substring(in.size() - LEGACY_TAG)
        : OMEMOAuthenticatedMessage.parseFrom(in).getMac();
  }

  byte[] message(OMEMOMessage.Builder inner, ByteString tag) {
    if (!legacy) {
      return OMEMOAuthenticatedMessage.newBuilder()
          .setMac(tag)
          .setMessage(inner.buildPartial().toByteString())
          .build()
          .toByteArray();
    }
    LegacyMessage.Builder wire = LegacyMessage.newBuilder();
    if (inner.hasDhPub()) {
      wire.setDhPub(inner.getDhPub());
    }
    if (inner.hasCiphertext()) {
      wire.setCiphertext(inner.getCiphertext());
    }
    wire.setN(inner.getN()).setPn(inner.getPn());
    ByteString body = wire.buildPartial().toByteString();
    return VERSION_3.concat(body).concat(tag).toByteArray();
  }

  /** Under the old tag, with the same fields once more. */
  byte[] withFieldsTwice(byte[] message) throws InvalidProtocolBufferException {
    if (!legacy) {
      OMEMOAuthenticatedMessage outer = OMEMOAuthenticatedMessage.parseFrom(message);
      ByteString twice = outer.getMessage().concat(outer.getMessage());
      return outer.toBuilder().setMessage(twice).build().toByteArray();
    }
    ByteString body = ByteString.copyFrom(message, 0, message.length - LEGACY_TAG);
    return body.concat(body.substring(1)).concat(tag(message)).toByteArray();
  }

  OMEMOKeyExchange keyExchange(byte[] exchange) throws InvalidProtocolBufferException {
    ByteString in = ByteString.copyFrom(exchange);
    if (!legacy) {
      return OMEMOKeyExchange.parseFrom(in);
    }
    LegacyKeyExchange wire = LegacyKeyExchange.parseFrom(in.substring(1));
    return OMEMOKeyExchange.newBuilder()
        .setPkId(wire.getPkId())
        .setSpkId(wire.getSpkId())
        .setIk(wire.getIk())
        .setEk(wire.getEk())
        .setMessage(wire.getMessage())
        .build();
  }

  byte[] keyExchange(OMEMOKeyExchange.Builder parts) {
    if (!legacy) {
      return parts.buildPartial().toByteArray();
    }
    LegacyKeyExchange.Builder wire = LegacyKeyExchange.newBuilder();
    if (parts.hasPkId()) {
      wire.setPkId(parts.getPkId());
    }
    if (parts.hasSpkId()) {
      wire.setSpkId(parts.getSpkId());
    }
    if (parts.hasIk()) {
      wire.setIk(parts.getIk());
    }
    if (parts.hasEk()) {
      wire.setEk(parts.getEk());
    }
    if (parts.hasMessage()) {
      wire.setMessage(parts.getMessage());
    }
    return VERSION_3.concat(wire.buildPartial().toByteString()).toByteArray();
  }
}
