package im.symbolon.messenger.linking;

import im.symbolon.messenger.chat.LinkFailure;
import im.symbolon.messenger.core.Outcome;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.devices.GrantException;
import im.symbolon.messenger.devices.OwnList;
import im.symbolon.messenger.history.Histories;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.records.TrustStates;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.linking.HandedOver;
import im.symbolon.ratchet.linking.Invitation;
import im.symbolon.ratchet.linking.LinkParty;
import im.symbolon.ratchet.linking.LinkingException;
import im.symbolon.ratchet.linking.SealedGrant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The side that is linked: shows a code, and takes what comes for it. Thread-safe. */
final class Newcomer {
  private static final Logger LOG = Logger.getLogger(Newcomer.class.getName());

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final OwnList list;
  private final Histories histories;
  private final Sending sending;
  private final Assembly assembly = new Assembly();
  private Optional<Invitation> invitation = Optional.empty();

  Newcomer(Surroundings surroundings, ThisDevice self, OwnList list, Histories histories) {
    this.surroundings = surroundings;
    this.self = self;
    this.list = list;
    this.histories = histories;
    this.sending = new Sending(surroundings);
  }

  /** Makes a new code, which replaces the last one, and tells the account's devices. */
  synchronized LinkCodes invite(Rows rows, Outcome outcome)
      throws StoreException, LinkingException {
    OwnAccount account = new OwnAccount(rows);
    Optional<SignedDeviceList> shown = account.list().map(OwnAccount.Kept::list);
    if (account.membership() != Membership.UNLINKED || !shown.isPresent()) {
      throw new LinkingException(
          LinkingException.Reason.NOT_WAITING, "This device does not wait to be linked.");
    }
    cancel();
    LinkParty here = new LinkParty(self.address(), Fingerprint.of(self.identity().publicKey()));
    Invitation made = Invitation.make(here, now(), surroundings.entropy());
    XmlElement offer = Elements.write(made.offer());
    for (ListedDevice each : shown.get().devices()) {
      if (each.kind() == DeviceKind.SYMBOLON && !each.id().equals(self.id())) {
        sending.send(rows, each.id(), offer, outcome);
      }
    }
    invitation = Optional.of(made);
    return new LinkCodes(made.code(), made.qrCode(), now().plus(Invitation.VALID));
  }

  /** The code that is shown is of no use any more. */
  synchronized void cancel() {
    invitation.ifPresent(Invitation::close);
    invitation = Optional.empty();
    assembly.clear();
  }

  /** A part of a grant; with the last one, everything or nothing of it is taken. */
  synchronized void take(Rows rows, LinkParty granter, GrantPart part, Outcome outcome)
      throws StoreException {
    if (new OwnAccount(rows).membership() != Membership.UNLINKED) {
      return;
    }
    Optional<SealedGrant> whole = assembly.add(granter.device(), part);
    if (whole.isPresent()) {
      Optional<LinkFailure> failure = take(rows, granter, whole.get(), outcome);
      sending.send(rows, granter.device().device(), Elements.result(failure), outcome);
      if (failure.isPresent()) {
        outcome.news(listener -> listener.linkingFailed(failure.get()));
      }
    }
  }

  private Optional<LinkFailure> take(
      Rows rows, LinkParty granter, SealedGrant grant, Outcome outcome) throws StoreException {
    if (!invitation.isPresent()) {
      return Optional.of(LinkFailure.EXPIRED);
    }
    try (HandedOver bytes = invitation.get().open(grant, granter, now());
        Handover handover = Handover.decode(bytes)) {
      adopt(rows, granter, handover, outcome);
      return Optional.empty();
    } catch (LinkingException e) {
      return Optional.of(failureOf(e.reason()));
    } catch (GrantException | ProtocolException e) {
      LOG.log(Level.WARNING, "what was handed over is not taken: {0}", e.getMessage());
      return Optional.of(LinkFailure.NOT_ACCEPTED);
    }
  }

  private void adopt(Rows rows, LinkParty granter, Handover handover, Outcome outcome)
      throws StoreException, GrantException, ProtocolException {
    List<TrustStates.State> people = TrustStates.read(handover.people());
    list.adopt(rows, handover.grant(), outcome); // from here on, nothing is refused any more
    new TrustStates(rows, surroundings.account()).take(people);
    if (handover.history()) {
      histories.begin(rows, granter.device().device(), granter.identity());
    }
  }

  private static LinkFailure failureOf(LinkingException.Reason reason) {
    return switch (reason) {
      case WRONG_CODE, NO_CODE, OTHER_ACCOUNT -> LinkFailure.WRONG_CODE;
      case EXPIRED, NOT_WAITING -> LinkFailure.EXPIRED;
      case USED -> LinkFailure.USED;
      case NEWER_VERSION -> LinkFailure.NEWER_VERSION;
    };
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
