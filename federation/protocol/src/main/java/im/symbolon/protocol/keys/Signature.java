package im.symbolon.protocol.keys;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.StrictBase64;
import java.util.Arrays;

/** An Ed25519 signature (RFC 8032), 64 bytes. Well-formed, not necessarily valid. */
public final class Signature {
  /** Bytes. */
  public static final int LENGTH = 64;

  private final byte[] bytes;

  private Signature(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Takes a copy of 64 bytes.
   *
   * @throws ProtocolException MALFORMED for another length
   */
  public static Signature parse(byte[] in) throws ProtocolException {
    if (in.length != LENGTH) {
      throw new ProtocolException(Reason.MALFORMED, "signature is not 64 bytes");
    }
    return new Signature(in.clone());
  }

  /**
   * Reads base64 text.
   *
   * @throws ProtocolException MALFORMED, or OVERSIZED
   */
  public static Signature parse(String base64) throws ProtocolException {
    return parse(StrictBase64.decode(base64, LENGTH));
  }

  public byte[] encode() {
    return bytes.clone();
  }

  public String toBase64() {
    return StrictBase64.encode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Signature signature && Arrays.equals(bytes, signature.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return toBase64();
  }
}
