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

  private static final int SIGN = 0x80;

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

  /**
   * The identity whose Curve25519 form is known, as in legacy OMEMO.
   *
   * @param negative the sign bit, which that form does not have; false where nothing tells it
   * @throws ProtocolException WEAK_KEY for a point that must not be used, or not in its one honest
   *     encoding
   */
  public static IdentityKey ofMontgomery(CurveKey key, boolean negative) throws ProtocolException {
    byte[] edwards = BirationalMap.toEdwards(key.encode());
    if (negative) {
      edwards[LENGTH - 1] |= (byte) SIGN;
    }
    return parse(edwards);
  }

  /** The Curve25519 form, which all versions of OMEMO have in common and people compare. */
  public CurveKey toMontgomery() {
    try {
      return CurveKey.parse(BirationalMap.toMontgomery(bytes));
    } catch (ProtocolException e) {
      throw new IllegalStateException("an identity key of small order was let in", e);
    }
  }

  /**
   * True when both are the same key: they agree on the same secrets and have the same Curve25519
   * form. Their signs may differ, as legacy OMEMO does not always tell it.
   */
  public boolean isSameKeyAs(IdentityKey other) {
    byte[] ours = bytes.clone();
    byte[] theirs = other.bytes.clone();
    ours[LENGTH - 1] &= (byte) ~SIGN;
    theirs[LENGTH - 1] &= (byte) ~SIGN;
    return Arrays.equals(ours, theirs);
  }

  /** The sign bit of the point's x coordinate (RFC 8032 §5.1.2). */
  public boolean isNegative() {
    return (bytes[LENGTH - 1] & SIGN) != 0;
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
