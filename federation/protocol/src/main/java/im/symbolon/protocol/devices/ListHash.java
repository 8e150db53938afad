package im.symbolon.protocol.devices;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.StrictBase64;
import java.util.Arrays;

/** Names one exact device list: SHA-256 of its signed bytes. */
public final class ListHash {
  /** Bytes. */
  public static final int LENGTH = 32;

  private final byte[] bytes;

  private ListHash(byte[] bytes) {
    this.bytes = bytes;
  }

  static ListHash of(byte[] signedBytes) {
    return new ListHash(Digests.sha256().digest(signedBytes));
  }

  /**
   * Takes a copy of 32 bytes.
   *
   * @throws ProtocolException MALFORMED for another length
   */
  public static ListHash parse(byte[] in) throws ProtocolException {
    if (in.length != LENGTH) {
      throw new ProtocolException(Reason.MALFORMED, "hash of a device list is not 32 bytes");
    }
    return new ListHash(in.clone());
  }

  /**
   * Reads base64 text.
   *
   * @throws ProtocolException MALFORMED, or OVERSIZED
   */
  public static ListHash parse(String base64) throws ProtocolException {
    return parse(StrictBase64.decode(base64, LENGTH));
  }

  /** A copy of the 32 bytes. */
  public byte[] encode() {
    return bytes.clone();
  }

  public String toBase64() {
    return StrictBase64.encode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ListHash hash && Arrays.equals(bytes, hash.bytes);
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
