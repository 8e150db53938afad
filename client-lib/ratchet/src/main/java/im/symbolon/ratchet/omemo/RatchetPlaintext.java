package im.symbolon.ratchet.omemo;

import im.symbolon.ratchet.primitives.Secret;
import java.security.MessageDigest;

/**
 * What a ratchet message carries, in clear: key and tag of the payload, or 32 zero bytes for an
 * empty message. Close it when it was used.
 */
public final class RatchetPlaintext extends Secret {
  private static final int EMPTY_LENGTH = 32;

  private RatchetPlaintext(byte[] owned) {
    super(owned);
  }

  /** Takes the array over. */
  public static RatchetPlaintext of(byte[] owned) {
    return new RatchetPlaintext(owned);
  }

  /** The content of an empty message: 32 zero bytes (XEP-0384 §4.4). */
  public static RatchetPlaintext empty() {
    return new RatchetPlaintext(new byte[EMPTY_LENGTH]);
  }

  /** True for the content of an empty message. */
  public boolean isEmpty() {
    return MessageDigest.isEqual(expose(), new byte[EMPTY_LENGTH]);
  }
}
