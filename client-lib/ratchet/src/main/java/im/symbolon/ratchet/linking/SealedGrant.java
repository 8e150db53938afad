package im.symbolon.ratchet.linking;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.omemo.Ciphertext;
import java.util.Objects;

/**
 * What one device hands over to another, readable only to the one that made the offer.
 *
 * @param oneTimeKey of the device that grants
 * @param scanned which of the two secrets it is sealed with
 */
public record SealedGrant(CurveKey oneTimeKey, boolean scanned, Ciphertext sealed) {
  public SealedGrant {
    Objects.requireNonNull(oneTimeKey);
    Objects.requireNonNull(sealed);
  }
}
