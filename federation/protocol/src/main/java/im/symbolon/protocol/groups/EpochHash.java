package im.symbolon.protocol.groups;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.StrictBase64;

/** Names one exact epoch of a group: SHA-256 of its signed bytes. */
public final class EpochHash extends FixedBytes {
  /** Bytes. */
  public static final int LENGTH = Sha256.LENGTH;

  private EpochHash(byte[] in) throws ProtocolException {
    super(in, LENGTH, "hash of an epoch");
  }

  /** The hash of an epoch with these signed bytes. */
  static EpochHash of(byte[] signedBytes) {
    try {
      return parse(Sha256.of(signedBytes));
    } catch (ProtocolException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Takes a copy of 32 bytes.
   *
   * @throws ProtocolException MALFORMED for another length
   */
  public static EpochHash parse(byte[] in) throws ProtocolException {
    return new EpochHash(in);
  }

  /**
   * Reads base64 text.
   *
   * @throws ProtocolException MALFORMED, or OVERSIZED
   */
  public static EpochHash parse(String base64) throws ProtocolException {
    return parse(StrictBase64.decode(base64, LENGTH));
  }
}
