package im.symbolon.views;

import im.symbolon.messenger.contacts.DomainView;
import im.symbolon.messenger.contacts.DomainView.Standing;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.policy.PolicyTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a domain demands of everybody, as it signed it.
 *
 * @param domain as people would read it
 * @param standing how sure it is, as the key of a text about the domain
 * @param terms what it demands, as the keys of texts
 * @param doubtful whether it says this with another key than before
 */
public record Demands(String domain, String standing, List<String> terms, boolean doubtful) {
  public Demands {
    terms = List.copyOf(terms);
  }

  static Demands of(String domain) {
    return new Demands(
        Harmless.address(Lookalike.readable(domain)), "policy.standing.unknown", List.of(), false);
  }

  static Demands of(DomainView view) {
    return new Demands(
        Harmless.address(Lookalike.readable(view.domain())),
        "policy.standing." + Problem.lower(view.standing()),
        view.terms().map(Demands::keys).orElse(List.of()),
        view.standing() == Standing.OTHER_KEY);
  }

  private static List<String> keys(PolicyTerms terms) {
    List<String> keys = new ArrayList<>();
    keys.add(terms.encrypted() ? "policy.encrypted" : "policy.plain");
    Optional<OmemoVersion> minimum = terms.minimum();
    if (minimum.isPresent()) {
      keys.add(minimum.get() == OmemoVersion.OMEMO_2 ? "policy.omemo2" : "policy.omemo");
    }
    keys.add(terms.open() ? "policy.open" : "policy.closed");
    return keys;
  }
}
