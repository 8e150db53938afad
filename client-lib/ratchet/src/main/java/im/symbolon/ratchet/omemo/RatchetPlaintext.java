package im.symbolon.ratchet.omemo;

import im.symbolon.ratchet.primitives.Secret;

/**
 * What a ratchet message carries, in clear: key and tag of the payload, or what an empty message
 * has instead. Close it when it was used.
 */
public final class RatchetPlaintext extends Secret {
  private RatchetPlaintext(byte[] owned) {
    super(owned);
  }

  /** Takes the array over. */
  public static RatchetPlaintext of(byte[] owned) {
    return new RatchetPlaintext(owned);
  }
}
