package im.symbolon.protocol.groups;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.omemo.Ciphertext;

/** SHA-256 of a payload as it stands in the stanza, decoded from base64. */
public final class PayloadHash extends FixedBytes {
  /** Bytes. */
  public static final int LENGTH = Sha256.LENGTH;

  private PayloadHash(byte[] in) throws ProtocolException {
    super(in, LENGTH, "hash of a payload");
  }

  /** Hashes it. */
  public static PayloadHash of(Ciphertext payload) {
    try {
      return new PayloadHash(Sha256.of(payload.bytes()));
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }
}
