package im.symbolon.ratchet.linking;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.keys.CurveKey;
import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.linking.LinkingException.Reason;
import im.symbolon.ratchet.primitives.AesGcm;
import im.symbolon.ratchet.primitives.Entropy;
import java.util.Optional;

/** The other side: a code that a person typed or scanned. Close it after use. */
public final class LinkCode implements AutoCloseable {
  private final LinkSecret secret;
  private final Optional<CurveKey> shown;

  private LinkCode(LinkSecret secret, Optional<CurveKey> shown) {
    this.secret = secret;
    this.shown = shown;
  }

  static LinkCode typed(LinkSecret secret) {
    return new LinkCode(secret, Optional.empty());
  }

  static LinkCode scanned(LinkSecret secret, CurveKey shown) {
    return new LinkCode(secret, Optional.of(shown));
  }

  /**
   * Reads what was typed, in capitals or not and with any spaces and hyphens, or what a QR code
   * says.
   *
   * @throws LinkingException NO_CODE, OTHER_ACCOUNT or NEWER_VERSION
   */
  public static LinkCode parse(String text, BareJid own) throws LinkingException {
    return LinkText.read(text, own);
  }

  /** True when the offer was made by the device that shows this code, for that account. */
  public boolean fits(ProvenOffer offer) {
    boolean sameKey = shown.map(offer.offer().oneTimeKey()::equals).orElse(true);
    return secret.prove(offer.offer()).equals(offer.proof(secret.kind())) && sameKey;
  }

  /**
   * Seals what is handed over, for the device that made the offer and nobody else.
   *
   * @param self the device that hands over
   * @throws LinkingException WRONG_CODE when the code does not fit the offer
   */
  public SealedGrant grant(ProvenOffer offer, LinkParty self, HandedOver content, Entropy entropy)
      throws LinkingException {
    if (!fits(offer)) {
      throw new LinkingException(Reason.WRONG_CODE, "no device that waits shows this code");
    }
    LinkOffer to = offer.offer();
    try (CurveKeyPair pair = CurveKeyPair.generate(entropy);
        HandoverKey key =
            HandoverKey.derive(pair.agree(to.oneTimeKey()), secret, to, self, pair.publicKey())) {
      byte[] sealed = AesGcm.encrypt(key, HandoverKey.iv(), content.expose());
      boolean scanned = secret.kind() == LinkSecret.Kind.SCANNED;
      return new SealedGrant(pair.publicKey(), scanned, Ciphertext.of(sealed));
    } catch (RatchetException e) {
      throw new LinkingException(Reason.WRONG_CODE, "the offer's key agrees on nothing");
    }
  }

  @Override
  public void close() {
    secret.close();
  }

  @Override
  public String toString() {
    return "LinkCode";
  }
}
