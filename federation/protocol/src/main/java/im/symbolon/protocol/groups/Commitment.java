package im.symbolon.protocol.groups;

import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.StrictBase64;

/**
 * Ties a message to one payload key, so that no two recipients can be shown different contents: 32
 * bytes, HKDF-SHA-256 of the payload key with a salt of 32 zero bytes and the label {@code Symbolon
 * Commit}. Every recipient of ours computes it again (REVIEW 5).
 */
public final class Commitment extends FixedBytes {
  /** Bytes. */
  public static final int LENGTH = Sha256.LENGTH;

  private Commitment(byte[] in) throws ProtocolException {
    super(in, LENGTH, "commitment");
  }

  /**
   * Takes a copy of 32 bytes.
   *
   * @throws ProtocolException MALFORMED for another length
   */
  public static Commitment parse(byte[] in) throws ProtocolException {
    return new Commitment(in);
  }

  /**
   * Reads base64 text.
   *
   * @throws ProtocolException MALFORMED, or OVERSIZED
   */
  public static Commitment parse(String base64) throws ProtocolException {
    return parse(StrictBase64.decode(base64, LENGTH));
  }
}
