package im.symbolon.service.policy;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.policy.DomainPolicy;
import im.symbolon.protocol.policy.PolicyTerms;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Refusal;
import im.symbolon.service.Request;
import im.symbolon.service.Requests;
import im.symbolon.service.policy.PolicyStore.Stored;
import im.symbolon.service.signer.DomainSigner;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError.Condition;

/** Answers {@code urn:symbolon:policy:0}: anybody may know what is demanded of everybody. */
public final class PolicyRequests implements Requests {
  private final String domain;
  private final Supplier<Stored> policy;
  private final DomainSigner signer;
  private final Clock clock;
  private volatile DomainPolicy last;

  public PolicyRequests(String domain, Supplier<Stored> policy, DomainSigner signer, Clock clock) {
    this.domain = Objects.requireNonNull(domain);
    this.policy = Objects.requireNonNull(policy);
    this.signer = Objects.requireNonNull(signer);
    this.clock = Objects.requireNonNull(clock);
  }

  @Override
  public String namespace() {
    return Namespaces.POLICY;
  }

  @Override
  public Optional<XmlElement> answer(Request request) throws Refusal {
    if (request.type() != IQ.Type.get) {
      throw new Refusal(Condition.bad_request, "A policy is asked for, not set.");
    }
    try {
      DomainPolicy.requireQuestion(request.element());
    } catch (ProtocolException e) {
      throw new Refusal(Condition.bad_request, e.getMessage(), e);
    }
    return Optional.of(signed().toXml());
  }

  /** Signed once a day and for every change, however often it is asked for. */
  private DomainPolicy signed() {
    Stored now = policy.get();
    Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
    DomainPolicy known = last;
    if (known != null && known.version() == now.version() && known.issued().equals(today)) {
      return known;
    }
    PolicyTerms terms = terms(now.policy());
    byte[] signed = DomainPolicy.signedBytes(domain, now.version(), today, terms);
    DomainPolicy next =
        new DomainPolicy(domain, now.version(), today, terms, signer.key(), signer.sign(signed));
    last = next;
    return next;
  }

  /** A dry run demands nothing yet. */
  private static PolicyTerms terms(Policy policy) {
    Requirement everybody =
        policy.dryRun()
            ? Requirement.NONE
            : policy.requirements().getOrDefault(Scope.EVERYBODY, Requirement.NONE);
    boolean open = policy.dryRun() || policy.domains().open();
    return new PolicyTerms(everybody.encrypted(), everybody.minimum(), open);
  }
}
