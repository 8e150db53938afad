package im.symbolon.service.mailbox;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.keys.SignatureVerifier;
import im.symbolon.protocol.mailbox.Acknowledgement;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Refusal;
import im.symbolon.service.Request;
import im.symbolon.service.Requests;
import im.symbolon.service.ServiceAddresses;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/**
 * Answers {@code urn:symbolon:mailbox:0}; the contract is {@link im.symbolon.protocol.mailbox}.
 * What an acknowledgement proves is erased some seconds later.
 */
public final class AckRequests implements Requests {
  private static final Logger LOG = LoggerFactory.getLogger(AckRequests.class);

  private final ServiceAddresses addresses;
  private final AckErasure acknowledged;
  private final DevicesNow devices;
  private final SignatureVerifier verifier;
  private final Clock clock;

  public AckRequests(
      ServiceAddresses addresses,
      AckErasure acknowledged,
      Audiences audiences,
      SignatureVerifier verifier,
      Clock clock) {
    this.addresses = Objects.requireNonNull(addresses);
    this.acknowledged = Objects.requireNonNull(acknowledged);
    this.devices = new DevicesNow(audiences);
    this.verifier = Objects.requireNonNull(verifier);
    this.clock = Objects.requireNonNull(clock);
  }

  @Override
  public String namespace() {
    return Namespaces.MAILBOX;
  }

  @Override
  public Optional<XmlElement> answer(Request request) throws Refusal {
    try {
      if (request.type() != IQ.Type.set) {
        throw new Refusal(Condition.bad_request, "There is no such request.");
      }
      Acknowledgement ack = Acknowledgement.parse(request.element());
      accept(owner(request.from()), ack);
      return Optional.empty();
    } catch (ProtocolException e) {
      throw new Refusal(Condition.bad_request, e.getMessage(), e);
    } catch (MailboxException e) {
      LOG.warn("An acknowledgement of {} was not taken", request.from(), e);
      throw new Refusal(Condition.resource_constraint, "Try again later.", e);
    }
  }

  private void accept(BareJid owner, Acknowledgement ack) throws Refusal, MailboxException {
    AccountDevices all =
        devices
            .of(owner)
            .orElseThrow(() -> new Refusal(Condition.forbidden, "You have no device list."));
    IdentityKey identity =
        all.identity(ack.device(), clock.instant())
            .orElseThrow(() -> new Refusal(Condition.forbidden, "This is no device of yours."));
    try {
      ack.verify(new DeviceAddress(owner, ack.device()), identity, verifier);
    } catch (ProtocolException e) {
      throw new Refusal(Condition.forbidden, e.getMessage(), e);
    }
    if (!acknowledged.acknowledge(owner, ack.device(), ack.upTo())) {
      throw new Refusal(Condition.item_not_found, "Nothing was ever kept there.");
    }
  }

  private BareJid owner(JID from) throws Refusal {
    return addresses.owner(
        from, "Only accounts have a mailbox.", "Only the account itself may do this.");
  }
}
