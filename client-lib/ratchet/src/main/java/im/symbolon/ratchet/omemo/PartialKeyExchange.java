package im.symbolon.ratchet.omemo;

import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.InvalidProtocolBufferException;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.RatchetException.Reason;
import im.symbolon.ratchet.wire.OMEMOKeyExchange;

/** Tells a key exchange that lacks its prekey from one that is no key exchange at all. */
final class PartialKeyExchange {
  private PartialKeyExchange() {}

  static OMEMOKeyExchange parse(byte[] in) throws InvalidProtocolBufferException, RatchetException {
    OMEMOKeyExchange.Builder partial =
        OMEMOKeyExchange.newBuilder().mergeFrom(in, ExtensionRegistryLite.getEmptyRegistry());
    if (!partial.hasPkId() && partial.hasIk() && partial.hasEk() && partial.hasMessage()) {
      throw new RatchetException(Reason.NO_PREKEY, "the key exchange names no prekey");
    }
    if (!partial.isInitialized()) {
      throw new RatchetException(Reason.MALFORMED, "not a key exchange");
    }
    return partial.build();
  }
}
