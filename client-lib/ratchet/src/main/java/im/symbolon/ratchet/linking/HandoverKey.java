package im.symbolon.ratchet.linking;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.SigningInput;
import im.symbolon.ratchet.primitives.Hkdf;
import im.symbolon.ratchet.primitives.Secret;
import java.util.Arrays;

/** Seals one grant, and nothing else: its IV is all zero. */
final class HandoverKey extends Secret {
  private static final String LABEL = "Symbolon hand-over";
  private static final int LENGTH = 32;
  private static final int IV_LENGTH = 12;

  private HandoverKey(byte[] owned) {
    super(owned);
  }

  /**
   * Bound to both devices, both one-time keys and the secret.
   *
   * @param agreed by X25519; wiped
   */
  static HandoverKey derive(
      byte[] agreed, LinkSecret secret, LinkOffer offer, LinkParty granter, CurveKey grantersKey) {
    byte[] both = Arrays.copyOf(agreed, agreed.length + secret.length());
    System.arraycopy(secret.expose(), 0, both, agreed.length, secret.length());
    SigningInput transcript = offer.newcomer().addTo(SigningInput.labelled(LABEL));
    transcript.bytes(offer.oneTimeKey().encode());
    granter.addTo(transcript).bytes(grantersKey.encode());
    try {
      return new HandoverKey(Hkdf.derive(new byte[LENGTH], both, transcript.toBytes(), LENGTH));
    } finally {
      Arrays.fill(both, (byte) 0);
      Arrays.fill(agreed, (byte) 0);
    }
  }

  static byte[] iv() {
    return new byte[IV_LENGTH];
  }
}
