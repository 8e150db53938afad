package im.symbolon.protocol.keys;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.StrictBase64;
import java.util.Arrays;

/**
 * A Curve25519 public key (RFC 7748), never of small order: prekeys, ephemeral and ratchet keys.
 */
public final class CurveKey {
  /** Bytes. */
  public static final int LENGTH = KeyBytes.LENGTH;

  private final byte[] bytes;

  private CurveKey(byte[] checked) {
    this.bytes = checked;
  }

  /**
   * Takes a copy of 32 bytes.
   *
   * @throws ProtocolException MALFORMED for another length, WEAK_KEY for a point that must not be
   *     used
   */
  public static CurveKey parse(byte[] in) throws ProtocolException {
    return new CurveKey(KeyBytes.requireMontgomery(in));
  }

  /**
   * Reads base64 text.
   *
   * @throws ProtocolException as {@link #parse(byte[])}
   */
  public static CurveKey parse(String base64) throws ProtocolException {
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
    return other instanceof CurveKey key && Arrays.equals(bytes, key.bytes);
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
