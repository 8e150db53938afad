package im.symbolon.protocol.groups;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.StrictBase64;

/** Names one sender chain of one device: 16 bytes that were drawn at random. */
public final class ChainId extends FixedBytes {
  /** Bytes. */
  public static final int LENGTH = 16;

  private ChainId(byte[] in) throws ProtocolException {
    super(in, LENGTH, "id of a chain");
  }

  /**
   * Takes a copy of 16 bytes.
   *
   * @throws ProtocolException MALFORMED for another length
   */
  public static ChainId parse(byte[] in) throws ProtocolException {
    return new ChainId(in);
  }

  /**
   * Reads base64 text.
   *
   * @throws ProtocolException MALFORMED, or OVERSIZED
   */
  public static ChainId parse(String base64) throws ProtocolException {
    return parse(StrictBase64.decode(base64, LENGTH));
  }
}
