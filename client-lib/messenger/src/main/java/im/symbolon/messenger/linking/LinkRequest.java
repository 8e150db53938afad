package im.symbolon.messenger.linking;

import im.symbolon.messenger.devices.GrantException;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.ratchet.linking.LinkCode;
import im.symbolon.ratchet.linking.LinkParty;
import im.symbolon.ratchet.linking.LinkingException;
import im.symbolon.ratchet.linking.ProvenOffer;

/**
 * A device that shows the code that was typed or scanned here, and what it would be given (REVIEW
 * 24). Nothing was handed over yet. Close it.
 */
public final class LinkRequest implements AutoCloseable {
  private final Granter granter;
  private final LinkCode code;
  private final ProvenOffer offer;
  private final int verifiedPeople;
  private final long lines;

  LinkRequest(Granter granter, LinkCode code, ProvenOffer offer, int verifiedPeople, long lines) {
    this.granter = granter;
    this.code = code;
    this.offer = offer;
    this.verifiedPeople = verifiedPeople;
    this.lines = lines;
  }

  private LinkParty newcomer() {
    return offer.offer().newcomer();
  }

  /** The device that would become a member of the account, with all rights. */
  public DeviceId device() {
    return newcomer().device().device();
  }

  /** Its key, as its own screen shows it. */
  public Fingerprint fingerprint() {
    return newcomer().identity();
  }

  /** How many people were verified here, of which the device would be told. */
  public int verifiedPeople() {
    return verifiedPeople;
  }

  /** How many lines of history it could fetch. */
  public long historyLines() {
    return lines;
  }

  /**
   * The person agrees: hands over the right to sign for the account, and what is thought of people.
   *
   * @param history whether the device may fetch the history, too
   * @throws LinkingException USED when that was done for this code before
   * @throws GrantException when this device cannot link others; nothing was handed over
   */
  public void approve(boolean history) throws StoreException, LinkingException, GrantException {
    granter.approve(code, offer, history);
  }

  /** Forgets the code. */
  @Override
  public void close() {
    code.close();
  }

  @Override
  public String toString() {
    return "LinkRequest of " + device();
  }
}
