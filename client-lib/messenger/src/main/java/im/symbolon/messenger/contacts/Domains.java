package im.symbolon.messenger.contacts;

import im.symbolon.messenger.contacts.DomainView.Standing;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.DomainPolicies;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.PolicyQuestion;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.policy.DomainPolicy;
import im.symbolon.ratchet.primitives.Ed25519;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What domains demand, as they sign it ({@link im.symbolon.protocol.policy}). Thread-safe. */
public final class Domains {
  private static final Logger LOG = Logger.getLogger(Domains.class.getName());

  private final Surroundings surroundings;
  private final PolicyQuestion question;

  public Domains(Surroundings surroundings, PolicyQuestion question) {
    this.surroundings = surroundings;
    this.question = question;
  }

  /** What is remembered of a domain; nobody is asked. */
  public DomainView of(String domain) throws StoreException {
    return surroundings
        .store()
        .transaction(rows -> new DomainPolicies(rows).of(domain))
        .map(entry -> DomainView.of(Standing.REMEMBERED, entry.policy()))
        .orElse(DomainView.nothing(domain, Standing.UNKNOWN));
  }

  /**
   * Asks a domain. What it answers counts when the domain's key signed it, lately, and when it is
   * no older than what was seen; the first key that was seen is the domain's.
   *
   * @throws TransportException when it could not be asked
   */
  public DomainView look(String domain) throws StoreException, TransportException {
    try {
      Optional<DomainPolicy> said = question.ask(domain);
      if (!said.isPresent()) {
        DomainView known = of(domain);
        return known.terms().isPresent()
            ? known.in(Standing.WITHHELD)
            : DomainView.nothing(domain, Standing.NONE);
      }
      DomainPolicy policy = said.get().verify(domain, now(), Ed25519::verify);
      return surroundings.store().transaction(rows -> judge(rows, policy));
    } catch (ProtocolException e) {
      LOG.log(Level.FINE, "a policy that is none: {0}", e.reason());
      return of(domain).in(Standing.NOT_VALID);
    }
  }

  private DomainView judge(Rows rows, DomainPolicy policy) throws StoreException {
    DomainPolicies policies = new DomainPolicies(rows);
    Optional<DomainPolicy> known = policies.of(policy.domain()).map(DomainPolicies.Entry::policy);
    if (known.filter(each -> !each.key().equals(policy.key())).isPresent()) {
      return DomainView.of(Standing.OTHER_KEY, policy);
    }
    if (known.filter(each -> each.version() > policy.version()).isPresent()) {
      return DomainView.of(Standing.NOT_VALID, known.get());
    }
    policies.put(new DomainPolicies.Entry(policy, now()));
    return DomainView.of(Standing.SIGNED, policy);
  }

  /**
   * A person takes the key for the domain's that it shows now: that policy was seen on a screen.
   *
   * @throws TransportException when it could not be asked
   */
  public DomainView believe(DomainView seen) throws StoreException, TransportException {
    Optional<DomainPolicy> policy = seen.policy();
    if (seen.standing() == Standing.OTHER_KEY && policy.isPresent()) {
      surroundings
          .store()
          .transaction(
              rows -> {
                new DomainPolicies(rows).put(new DomainPolicies.Entry(policy.get(), now()));
                return null;
              });
    }
    return look(seen.domain());
  }

  private Instant now() {
    return surroundings.clock().instant();
  }
}
