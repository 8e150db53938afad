package im.symbolon.ratchet.doubleratchet;

import im.symbolon.ratchet.primitives.Hmac;
import im.symbolon.ratchet.primitives.Secret;

/** A sending or receiving chain's key, 32 bytes. */
public final class ChainKey extends Secret {
  private static final byte MESSAGE_KEY = 0x01;
  private static final byte NEXT_CHAIN_KEY = 0x02;

  /** Takes the array over. */
  public ChainKey(byte[] owned) {
    super(owned);
  }

  /** KDF_CK: the message key for this position and the chain key of the next. */
  public Step step() {
    byte[][] tags = Hmac.tags(expose(), MESSAGE_KEY, NEXT_CHAIN_KEY);
    return new Step(new MessageKey(tags[0]), new ChainKey(tags[1]));
  }

  /** What one step gives. */
  public record Step(MessageKey message, ChainKey next) {}
}
