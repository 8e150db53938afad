package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.policy.DomainPolicy;
import im.symbolon.protocol.xml.XmlElement;
import java.util.Optional;

/** Asks a domain what it demands ({@link im.symbolon.protocol.policy}). Thread-safe. */
public final class PolicyQuestion {
  private final IqChannel channel;
  private final ServiceDiscovery discovery;

  public PolicyQuestion(IqChannel channel, ServiceDiscovery discovery) {
    this.channel = channel;
    this.discovery = discovery;
  }

  /**
   * What it answers; its signature is not checked. Empty when it offers no such thing.
   *
   * @throws TransportException when it could not be asked
   * @throws ProtocolException when its answer is none
   */
  public Optional<DomainPolicy> ask(String domain) throws TransportException, ProtocolException {
    Optional<EntityAddress> service = discovery.service(domain, Namespaces.POLICY);
    if (!service.isPresent()) {
      return Optional.empty();
    }
    Optional<XmlElement> answer = channel.iq(IqType.GET, service.get(), DomainPolicy.question());
    if (!answer.isPresent()) {
      throw new ProtocolException(ProtocolException.Reason.MALFORMED, "an empty answer");
    }
    return Optional.of(DomainPolicy.parse(answer.get()));
  }
}
