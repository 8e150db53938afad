package im.symbolon.ratchet.linking;

import java.util.Objects;

/** An offer, with what speaks for it to whoever typed the code and to whoever scanned it. */
public record ProvenOffer(LinkOffer offer, LinkProof forTyped, LinkProof forScanned) {
  public ProvenOffer {
    Objects.requireNonNull(offer);
    Objects.requireNonNull(forTyped);
    Objects.requireNonNull(forScanned);
  }

  LinkProof proof(LinkSecret.Kind kind) {
    return kind == LinkSecret.Kind.TYPED ? forTyped : forScanned;
  }
}
