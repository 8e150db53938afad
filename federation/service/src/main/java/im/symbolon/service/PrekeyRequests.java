package im.symbolon.service;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.ProtocolException.Reason;
import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.DeviceAddition;
import im.symbolon.protocol.prekeys.DevicesQuery;
import im.symbolon.protocol.prekeys.IdentityReplaced;
import im.symbolon.protocol.prekeys.PrekeyLimits;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.prekeys.PrekeyRemoval;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import im.symbolon.protocol.prekeys.StockQuery;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.devices.DeviceAdditions;
import im.symbolon.service.prekeys.PreKeyStore;
import im.symbolon.service.prekeys.Published;
import im.symbolon.service.prekeys.StoreException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/** Answers {@code urn:symbolon:prekeys:0}: who may ask for what, and what is checked first. */
public final class PrekeyRequests implements Requests {
  private final ServiceAddresses addresses;
  private final PreKeyStore store;
  private final SignatureVerifier verifier;
  private final Clock clock;
  private final Notices notices;
  private final Claims claims;
  private final Optional<DeviceAdditions> additions;

  /** Where nobody can be added to lists. */
  public PrekeyRequests(
      ServiceAddresses addresses,
      PreKeyStore store,
      SignatureVerifier verifier,
      Clock clock,
      Outbox outbox) {
    this(addresses, store, verifier, clock, outbox, Optional.empty());
  }

  private PrekeyRequests(
      ServiceAddresses addresses,
      PreKeyStore store,
      SignatureVerifier verifier,
      Clock clock,
      Outbox outbox,
      Optional<DeviceAdditions> additions) {
    this.addresses = addresses;
    this.store = store;
    this.verifier = verifier;
    this.clock = clock;
    this.notices = new Notices(addresses, outbox);
    this.claims = new Claims(store, notices);
    this.additions = additions;
  }

  /** The same, and devices can be added to lists. */
  public PrekeyRequests with(DeviceAdditions devices) {
    return new PrekeyRequests(
        addresses, store, verifier, clock, notices.outbox(), Optional.of(devices));
  }

  @Override
  public String namespace() {
    return Namespaces.PREKEYS;
  }

  @Override
  public Optional<XmlElement> answer(Request request) throws Refusal {
    try {
      return dispatch(request.from(), request.type(), request.element());
    } catch (ProtocolException e) {
      throw new Refusal(Condition.bad_request, e.getMessage(), e);
    } catch (StoreException e) {
      throw refusal(e);
    }
  }

  private Optional<XmlElement> dispatch(JID from, IQ.Type type, XmlElement request)
      throws Refusal, ProtocolException, StoreException {
    String wanted = type.name() + " " + request.name();
    return switch (wanted) {
      case "set " + PrekeyPublication.NAME -> publish(from, PrekeyPublication.parse(request));
      case "set " + DeviceAddition.NAME -> add(from, DeviceAddition.parse(request));
      case "get " + DevicesQuery.NAME -> devices(from, DevicesQuery.parse(request));
      case "set " + ClaimRequest.NAME -> claim(from, ClaimRequest.parse(request));
      case "set " + PrekeyRemoval.NAME -> remove(from, PrekeyRemoval.parse(request));
      case "get " + StockQuery.NAME -> stock(from, StockQuery.parse(request));
      default -> throw new Refusal(Condition.bad_request, "There is no such request.");
    };
  }

  private Optional<XmlElement> publish(JID from, PrekeyPublication publication)
      throws Refusal, ProtocolException, StoreException {
    BareJid owner = owner(from);
    requireUsable(publication);
    Published published = store.publish(owner, publication.verify(owner, verifier));
    if (published.identityReplaced()) {
      notices.send(
          owner, new IdentityReplaced(publication.device(), publication.identity()).toXml());
    }
    return Optional.of(published.stock().toXml());
  }

  private Optional<XmlElement> add(JID from, DeviceAddition addition)
      throws Refusal, ProtocolException, StoreException {
    BareJid owner = owner(from);
    requireUsable(addition.publication());
    DeviceAddition verified = addition.verify(owner, verifier);
    return Optional.of(additions().add(from, owner, verified).toXml());
  }

  private Optional<XmlElement> devices(JID from, DevicesQuery unused)
      throws Refusal, StoreException {
    return Optional.of(additions().known(from, owner(from)).toXml());
  }

  private DeviceAdditions additions() throws Refusal {
    if (!additions.isPresent()) {
      throw new Refusal(Condition.feature_not_implemented, "There are no lists here.");
    }
    return additions.get();
  }

  private void requireUsable(PrekeyPublication publication) throws Refusal {
    requireUsable(publication.lastResort());
    for (SignedClaimKey each : publication.claimKeys()) {
      requireUsable(each);
    }
  }

  private void requireUsable(SignedClaimKey key) throws Refusal {
    Instant now = clock.instant();
    if (key.isExpired(now) || key.expires().isAfter(now.plus(PrekeyLimits.MAX_LIFETIME))) {
      throw new Refusal(
          Condition.bad_request, "Prekey " + key.id() + " has expired or expires too late.");
    }
  }

  private Optional<XmlElement> claim(JID from, ClaimRequest request)
      throws Refusal, ProtocolException, StoreException {
    if (!addresses.serves(request.account())) {
      throw new Refusal(Condition.item_not_found, "The account is of another domain.");
    }
    if (!ServiceAddresses.isPrepared(request.account())) {
      throw new ProtocolException(Reason.MALFORMED, "the account address is not prepared");
    }
    return Optional.of(claims.take(request, from).toXml());
  }

  private Optional<XmlElement> remove(JID from, PrekeyRemoval removal)
      throws Refusal, StoreException {
    store.remove(new DeviceAddress(owner(from), removal.device()));
    return Optional.empty();
  }

  private Optional<XmlElement> stock(JID from, StockQuery query) throws Refusal, StoreException {
    return Optional.of(store.stock(new DeviceAddress(owner(from), query.device())).toXml());
  }

  private BareJid owner(JID from) throws Refusal {
    return addresses.owner(
        from, "Only accounts have prekeys.", "Only the account itself may do this.");
  }

  private static Refusal refusal(StoreException e) {
    return switch (e.reason()) {
      case CONFLICT -> new Refusal(Condition.conflict, e.getMessage(), e);
      case TOO_MUCH -> new Refusal(Condition.resource_constraint, e.getMessage(), e);
      case UNAVAILABLE -> new Refusal(Condition.resource_constraint, "Try again later.", e);
    };
  }
}
