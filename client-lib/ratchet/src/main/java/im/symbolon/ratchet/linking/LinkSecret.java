package im.symbolon.ratchet.linking;

import im.symbolon.ratchet.primitives.Entropy;
import im.symbolon.ratchet.primitives.Hkdf;
import im.symbolon.ratchet.primitives.Hmac;
import im.symbolon.ratchet.primitives.Secret;
import java.util.Arrays;

/** What only the two screens know (REVIEW 24): 80 bits to be typed, or 128 in a QR code. */
final class LinkSecret extends Secret {
  private static final String PROOF = "Symbolon link proof";

  private final Kind kind;

  private LinkSecret(Kind kind, byte[] owned) {
    super(owned);
    this.kind = kind;
  }

  /** How it gets from one screen to the other device. */
  enum Kind {
    TYPED(10),
    SCANNED(16);

    private final int bytes;

    Kind(int bytes) {
      this.bytes = bytes;
    }

    int bytes() {
      return bytes;
    }
  }

  static LinkSecret generate(Kind kind, Entropy entropy) {
    return new LinkSecret(kind, entropy.bytes(kind.bytes()));
  }

  /** Takes the bytes over. */
  static LinkSecret of(Kind kind, byte[] owned) {
    if (owned.length != kind.bytes()) {
      throw new IllegalArgumentException("not the length of a secret");
    }
    return new LinkSecret(kind, owned);
  }

  Kind kind() {
    return kind;
  }

  LinkProof prove(LinkOffer offer) {
    byte[] key = Hkdf.derive(expose(), PROOF, Hmac.LENGTH);
    try {
      return LinkProof.of(Hmac.tag(key, offer.bytes()));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
