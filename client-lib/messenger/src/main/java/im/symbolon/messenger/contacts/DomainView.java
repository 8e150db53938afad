package im.symbolon.messenger.contacts;

import im.symbolon.protocol.policy.DomainPolicy;
import im.symbolon.protocol.policy.PolicyTerms;
import java.util.Objects;
import java.util.Optional;

/**
 * What is known of a domain's demands.
 *
 * @param policy the one that the standing is about; empty when none was ever seen
 */
public record DomainView(String domain, Standing standing, Optional<DomainPolicy> policy) {
  /** How sure it is. */
  public enum Standing {
    /** Nobody was asked yet. */
    UNKNOWN,
    /** It was not asked this time; this is what it said before. */
    REMEMBERED,
    /** The domain says this now, with the key that it always had. */
    SIGNED,
    /** It demands nothing that it would sign. */
    NONE,
    /** It said something before, and says nothing now. */
    WITHHELD,
    /** It says this with another key than before. */
    OTHER_KEY,
    /** What it said is not signed by it, too old, or older than what it said before. */
    NOT_VALID
  }

  public DomainView {
    Objects.requireNonNull(domain);
    Objects.requireNonNull(standing);
    Objects.requireNonNull(policy);
  }

  static DomainView of(Standing standing, DomainPolicy policy) {
    return new DomainView(policy.domain(), standing, Optional.of(policy));
  }

  static DomainView nothing(String domain, Standing standing) {
    return new DomainView(domain, standing, Optional.empty());
  }

  DomainView in(Standing other) {
    return new DomainView(domain, other, policy);
  }

  public Optional<PolicyTerms> terms() {
    return policy.map(DomainPolicy::terms);
  }
}
