package im.symbolon.protocol.groups;

import im.symbolon.protocol.ProtocolException;

/**
 * Key and tag of the payload, wrapped once for all devices that hold the chain: 48 bytes under a
 * pad that is used for them alone. How, see {@link im.symbolon.protocol.groups}; the signature
 * vouches for it.
 */
public final class Slot extends FixedBytes {
  /** Bytes. */
  public static final int LENGTH = 48;

  private Slot(byte[] in) throws ProtocolException {
    super(in, LENGTH, "slot");
  }

  /**
   * Takes a copy of 48 bytes.
   *
   * @throws ProtocolException MALFORMED for another length
   */
  public static Slot parse(byte[] in) throws ProtocolException {
    return new Slot(in);
  }
}
