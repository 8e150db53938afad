package im.symbolon.ratchet.linking;

import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.keys.SigningInput;
import java.util.Objects;

/**
 * A device that wants to be linked, and the one-time key to which secrets are to be sealed. Public;
 * true only if a {@link LinkProof} speaks for it.
 */
public record LinkOffer(LinkParty newcomer, CurveKey oneTimeKey) {
  private static final String LABEL = "Symbolon link offer";

  public LinkOffer {
    Objects.requireNonNull(newcomer);
    Objects.requireNonNull(oneTimeKey);
  }

  /** What a proof is made over. */
  byte[] bytes() {
    return newcomer.addTo(SigningInput.labelled(LABEL)).bytes(oneTimeKey.encode()).toBytes();
  }
}
