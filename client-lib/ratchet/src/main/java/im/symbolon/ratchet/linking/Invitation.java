package im.symbolon.ratchet.linking;

import im.symbolon.protocol.omemo.Ciphertext;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.keys.CurveKeyPair;
import im.symbolon.ratchet.linking.LinkSecret.Kind;
import im.symbolon.ratchet.linking.LinkingException.Reason;
import im.symbolon.ratchet.primitives.AesGcm;
import im.symbolon.ratchet.primitives.Entropy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The new device's side: what it shows, and what it opens with it, once and for five minutes. Never
 * stored: a device that was switched off shows another code. Thread-safe.
 */
public final class Invitation implements AutoCloseable {
  /** How long a code can be used, by the clock of the device that shows it. */
  public static final Duration VALID = Duration.ofMinutes(5);

  private final CurveKeyPair pair;
  private final LinkOffer offer;
  private final LinkSecret typed;
  private final LinkSecret scanned;
  private final Instant made;
  private boolean used;

  private Invitation(LinkParty self, CurveKeyPair pair, Instant made, Entropy entropy) {
    this.pair = pair;
    this.offer = new LinkOffer(self, pair.publicKey());
    this.typed = LinkSecret.generate(Kind.TYPED, entropy);
    this.scanned = LinkSecret.generate(Kind.SCANNED, entropy);
    this.made = made;
  }

  /** A new one; earlier ones are to be closed. */
  public static Invitation make(LinkParty self, Instant now, Entropy entropy) {
    return new Invitation(self, CurveKeyPair.generate(entropy), now, entropy);
  }

  /** What is sent to the account's other devices. */
  public synchronized ProvenOffer offer() {
    return new ProvenOffer(offer, typed.prove(offer), scanned.prove(offer));
  }

  /** To be typed: sixteen characters in four groups. */
  public synchronized String code() {
    return LinkText.typed(typed);
  }

  /** To be shown as a QR code. */
  public synchronized String qrCode() {
    return LinkText.scanned(offer, scanned);
  }

  /** True when it cannot be used any more, by itself or because the clock was set. */
  public synchronized boolean isOver(Instant now) {
    return used || Duration.between(made, now).abs().compareTo(VALID) > 0;
  }

  /**
   * Opens what was handed over; after that nothing opens any more. A grant that does not open
   * leaves everything as it was, so that nobody who lacks the code can use it up.
   *
   * @param granter the device that sent it, with the identity that its session was begun with
   * @throws LinkingException USED, EXPIRED or WRONG_CODE
   */
  public synchronized HandedOver open(SealedGrant grant, LinkParty granter, Instant now)
      throws LinkingException {
    if (used) {
      throw new LinkingException(Reason.USED, "this code has linked a device already");
    }
    if (isOver(now)) {
      throw new LinkingException(Reason.EXPIRED, "this code is older than five minutes");
    }
    byte[] content =
        decrypt(grant, granter)
            .orElseThrow(() -> new LinkingException(Reason.WRONG_CODE, "sealed for another code"));
    close();
    return HandedOver.of(content);
  }

  private Optional<byte[]> decrypt(SealedGrant grant, LinkParty granter) {
    Ciphertext sealed = grant.sealed();
    LinkSecret secret = grant.scanned() ? scanned : typed;
    try (HandoverKey key =
        HandoverKey.derive(
            pair.agree(grant.oneTimeKey()), secret, offer, granter, grant.oneTimeKey())) {
      return AesGcm.decrypt(key, HandoverKey.iv(), sealed.bytes());
    } catch (RatchetException e) {
      return Optional.empty(); // a key that agrees on nothing
    }
  }

  /** Wipes it: nothing opens any more. */
  @Override
  public synchronized void close() {
    used = true;
    pair.close();
    typed.close();
    scanned.close();
  }

  @Override
  public String toString() {
    return "Invitation";
  }
}
