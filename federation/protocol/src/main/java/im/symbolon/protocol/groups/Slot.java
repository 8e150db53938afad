package im.symbolon.protocol.groups;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.StrictBase64;

/**
 * Key and tag of the payload, wrapped once for all devices that hold the chain: AES-256-CBC over
 * the 48 bytes (64), and 16 bytes of HMAC-SHA-256. How, see {@link im.symbolon.protocol.groups}.
 */
public final class Slot extends FixedBytes {
  /** Bytes. */
  public static final int LENGTH = 80;

  private Slot(byte[] in) throws ProtocolException {
    super(in, LENGTH, "slot");
  }

  /**
   * Takes a copy of 80 bytes.
   *
   * @throws ProtocolException MALFORMED for another length
   */
  public static Slot parse(byte[] in) throws ProtocolException {
    return new Slot(in);
  }

  /**
   * Reads base64 text.
   *
   * @throws ProtocolException MALFORMED, or OVERSIZED
   */
  public static Slot parse(String base64) throws ProtocolException {
    return parse(StrictBase64.decode(base64, LENGTH));
  }
}
