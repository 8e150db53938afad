package im.symbolon.messenger.xmpp;

import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import java.util.Optional;

/**
 * Finds a domain's service, such as who hands out its prekeys. Only the domain itself or {@code
 * e2ee.<domain>} is ever accepted, so no server can send us to somebody else's.
 */
public final class ServiceDiscovery {
  private static final String SERVICE_NAME = "e2ee.";

  private final Disco disco;

  public ServiceDiscovery(Disco disco) {
    this.disco = disco;
  }

  /**
   * The domain itself when it advertises {@value Namespaces#PREKEYS}, else {@code e2ee.<domain>}
   * when the domain lists it and it does; empty when neither.
   *
   * @throws TransportException when the domain could not be asked, so that nothing is known
   */
  public Optional<EntityAddress> prekeyService(String domain) throws TransportException {
    return service(domain, Namespaces.PREKEYS);
  }

  /** The same for what another namespace names. */
  Optional<EntityAddress> service(String domain, String namespace) throws TransportException {
    try {
      EntityAddress host = EntityAddress.ofDomain(domain);
      if (offers(host, namespace)) {
        return Optional.of(host);
      }
      EntityAddress service = EntityAddress.ofDomain(SERVICE_NAME + host.domain());
      return lists(host, service) && offers(service, namespace)
          ? Optional.of(service)
          : Optional.empty();
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private boolean offers(EntityAddress entity, String namespace) throws TransportException {
    try {
      return disco.features(entity).contains(namespace);
    } catch (TransportException e) {
      return rethrowUnlessRefused(e);
    }
  }

  private boolean lists(EntityAddress host, EntityAddress service) throws TransportException {
    try {
      return disco.items(host).contains(service);
    } catch (TransportException e) {
      return rethrowUnlessRefused(e);
    }
  }

  /** A refusal is an answer; an unreachable domain is not. */
  private static boolean rethrowUnlessRefused(TransportException e) throws TransportException {
    boolean answered = e.stanzaError().isPresent();
    if (!answered || e.stanzaError().get().condition().startsWith("remote-server-")) {
      throw e;
    }
    return false;
  }
}
