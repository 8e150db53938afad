package im.symbolon.protocol.keys;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.StrictBase64;
import java.util.Arrays;

/**
 * The public identity of a device: an Ed25519 key (RFC 8032), never of small order. OMEMO 2 uses it
 * on the wire in this form and for agreement in its Curve25519 form (XEP-0384 §4.2).
 */
public final class IdentityKey {
  /** Bytes. */
  public static final int LENGTH = KeyBytes.LENGTH;

  private final byte[] bytes;

  private IdentityKey(byte[] checked) {
    this.bytes = checked;
  }

  /**
   * Takes a copy of 32 bytes.
   *
   * @throws ProtocolException MALFORMED for another length, WEAK_KEY for a point that must not be
   *     used
   */
  public static IdentityKey parse(byte[] in) throws ProtocolException {
    return new IdentityKey(KeyBytes.requireEdwards(in));
  }

  /**
   * Reads base64 text.
   *
   * @throws ProtocolException as {@link #parse(byte[])}
   */
  public static IdentityKey parse(String base64) throws ProtocolException {
    return parse(StrictBase64.decode(base64, LENGTH));
  }

  /** A copy of the 32 bytes, exactly as they were received. */
  public byte[] encode() {
    return bytes.clone();
  }

  public String toBase64() {
    return StrictBase64.encode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IdentityKey key && Arrays.equals(bytes, key.bytes);
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
