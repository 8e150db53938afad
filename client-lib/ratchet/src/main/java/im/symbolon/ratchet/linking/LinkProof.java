package im.symbolon.ratchet.linking;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.ratchet.primitives.Hmac;
import java.security.MessageDigest;
import java.util.Arrays;

/** A MAC by which an offer is known to whoever has the secret; 32 bytes, public. */
public final class LinkProof {
  /** Bytes of a proof. */
  public static final int LENGTH = Hmac.LENGTH;

  private final byte[] bytes;

  private LinkProof(byte[] owned) {
    this.bytes = owned;
  }

  static LinkProof of(byte[] owned) {
    return new LinkProof(owned);
  }

  /**
   * Takes a copy of 32 bytes.
   *
   * @throws ProtocolException MALFORMED
   */
  public static LinkProof parse(byte[] in) throws ProtocolException {
    if (in.length != LENGTH) {
      throw new ProtocolException(Reason.MALFORMED, "a proof has 32 bytes");
    }
    return new LinkProof(in.clone());
  }

  public byte[] encode() {
    return bytes.clone();
  }

  /** In constant time. */
  @Override
  public boolean equals(Object other) {
    return other instanceof LinkProof proof && MessageDigest.isEqual(bytes, proof.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "LinkProof";
  }
}
