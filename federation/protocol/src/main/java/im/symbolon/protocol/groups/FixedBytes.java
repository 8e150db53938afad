package im.symbolon.protocol.groups;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.StrictBase64;
import java.util.Arrays;

/** A value that is so many public bytes: a hash, or a name that was drawn. Immutable. */
abstract class FixedBytes {
  private final byte[] bytes;

  /** Takes a copy; MALFORMED for another length. */
  FixedBytes(byte[] in, int length, String what) throws ProtocolException {
    if (in.length != length) {
      throw new ProtocolException(Reason.MALFORMED, what + " is not " + length + " bytes");
    }
    this.bytes = in.clone();
  }

  /** A copy of the bytes. */
  public final byte[] encode() {
    return bytes.clone();
  }

  public final String toBase64() {
    return StrictBase64.encode(bytes);
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof FixedBytes same
        && getClass() == same.getClass()
        && Arrays.equals(bytes, same.bytes);
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public final String toString() {
    return toBase64();
  }
}
