package im.symbolon.messenger.linking;

import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.devices.Grant;
import im.symbolon.messenger.devices.GrantException;
import im.symbolon.messenger.devices.OwnList;
import im.symbolon.messenger.history.Reader;
import im.symbolon.messenger.records.HistoryGrants;
import im.symbolon.messenger.records.LinkOffers;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.TrustStates;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.ratchet.linking.HandedOver;
import im.symbolon.ratchet.linking.Invitation;
import im.symbolon.ratchet.linking.LinkCode;
import im.symbolon.ratchet.linking.LinkParty;
import im.symbolon.ratchet.linking.LinkingException;
import im.symbolon.ratchet.linking.LinkingException.Reason;
import im.symbolon.ratchet.linking.ProvenOffer;
import im.symbolon.ratchet.linking.SealedGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The side that links: finds the offer that a code fits, and hands over once a person agreed. */
final class Granter {
  private final Surroundings surroundings;
  private final ThisDevice self;
  private final OwnList list;
  private final Consumer<Outcome> act;
  private final Sending sending;

  Granter(Surroundings surroundings, ThisDevice self, OwnList list, Consumer<Outcome> act) {
    this.surroundings = surroundings;
    this.self = self;
    this.list = list;
    this.act = act;
    this.sending = new Sending(surroundings);
  }

  /** An offer came; whoever sent it, nothing is done about it before a person has its code. */
  void take(Rows rows, ProvenOffer offer) throws StoreException {
    if (new OwnAccount(rows).membership() == Membership.LINKED) {
      offers(rows).add(new LinkOffers.Entry(offer, now(), false));
    }
  }

  /** The device that shows this code. */
  LinkRequest find(String text) throws StoreException, LinkingException {
    LinkCode code = LinkCode.parse(text, surroundings.account());
    try {
      return surroundings
          .store()
          .<LinkRequest, LinkingException>transaction(rows -> request(rows, code));
    } catch (LinkingException | StoreException e) {
      code.close();
      throw e;
    }
  }

  private LinkRequest request(Rows rows, LinkCode code) throws StoreException, LinkingException {
    LinkOffers.Entry found = only(rows, code);
    requireUsable(found);
    int verified = new TrustStates(rows, surroundings.account()).verified();
    return new LinkRequest(this, code, found.offer(), verified, new Reader(rows).total());
  }

  /** Where a second device knows a code, somebody looked over the person's shoulder. */
  private LinkOffers.Entry only(Rows rows, LinkCode code) throws StoreException, LinkingException {
    Optional<LinkOffers.Entry> found = Optional.empty();
    for (LinkOffers.Entry each : offers(rows).all()) {
      if (code.fits(each.offer())) {
        if (found.isPresent()) {
          throw new LinkingException(
              Reason.WRONG_CODE, "Two devices show this code: show a new one, to nobody else.");
        }
        found = Optional.of(each);
      }
    }
    return found.orElseThrow(
        () -> new LinkingException(Reason.WRONG_CODE, "No device that waits shows this code."));
  }

  /** By this device's clock, from when the offer came; the other one keeps its own time. */
  private void requireUsable(LinkOffers.Entry entry) throws LinkingException {
    if (entry.used()) {
      throw new LinkingException(Reason.USED, "This code has linked a device already.");
    }
    Duration age = Duration.between(entry.arrived(), now()).abs();
    if (age.compareTo(Invitation.VALID) > 0) {
      throw new LinkingException(Reason.EXPIRED, "This code is older than five minutes.");
    }
  }

  void approve(LinkCode code, ProvenOffer offer, boolean history)
      throws StoreException, LinkingException, GrantException {
    Outcome outcome = new Outcome();
    try (Grant grant = list.grant()) {
      surroundings
          .store()
          .<Void, LinkingException>transaction(
              rows -> {
                spend(rows, only(rows, code), offer);
                handOver(rows, code, offer, grant, history, outcome);
                return null;
              });
    }
    act.accept(outcome);
  }

  /** One use. */
  private void spend(Rows rows, LinkOffers.Entry entry, ProvenOffer offer)
      throws StoreException, LinkingException {
    if (!entry.offer().equals(offer)) {
      throw new LinkingException(Reason.EXPIRED, "This code is too old.");
    }
    requireUsable(entry);
    offers(rows).put(entry.spent());
  }

  /** True for a device to which something was handed over from here. */
  boolean handedOverTo(Rows rows, LinkParty newcomer) throws StoreException {
    return offers(rows).all().stream()
        .anyMatch(each -> each.used() && each.offer().offer().newcomer().equals(newcomer));
  }

  private void handOver(
      Rows rows, LinkCode code, ProvenOffer offer, Grant grant, boolean history, Outcome outcome)
      throws StoreException, LinkingException {
    LinkParty newcomer = offer.offer().newcomer();
    new OwnAccount(rows).approve(newcomer.identity());
    LinkParty here = new LinkParty(self.address(), Fingerprint.of(self.identity().publicKey()));
    Handover handover =
        new Handover(grant, new TrustStates(rows, surroundings.account()).all(), history);
    try (HandedOver bytes = handover.encode()) {
      SealedGrant sealed = code.grant(offer, here, bytes, surroundings.entropy());
      for (GrantPart each : GrantPart.of(sealed)) {
        sending.send(rows, newcomer.device().device(), each.encode(), outcome);
      }
    }
    if (history) {
      new HistoryGrants(rows).allow(newcomer.device().device(), newcomer.identity(), now());
    }
  }

  private LinkOffers offers(Rows rows) {
    return new LinkOffers(rows, surroundings.account());
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
