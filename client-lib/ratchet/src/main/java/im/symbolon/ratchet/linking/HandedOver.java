package im.symbolon.ratchet.linking;

import im.symbolon.ratchet.primitives.Secret;

/** What was handed over, authentic. */
public final class HandedOver extends Secret {
  HandedOver(byte[] owned) {
    super(owned);
  }

  /** What is to be handed over; takes the bytes over. */
  public static HandedOver of(byte[] owned) {
    return new HandedOver(owned);
  }
}
