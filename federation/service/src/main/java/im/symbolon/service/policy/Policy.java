package im.symbolon.service.policy;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a domain demands of the stanzas that cross its edge.
 *
 * @param requirements by scope; what no scope names is free
 * @param exempt bare addresses and domains of services, bots and the like, for which no requirement
 *     holds
 * @param dryRun whether violations are noted down and let through
 */
public record Policy(
    SortedMap<Scope, Requirement> requirements,
    Domains domains,
    Set<String> exempt,
    boolean dryRun) {
  /** Nothing is demanded. */
  public static final Policy NONE = new Policy(new TreeMap<>(), Domains.ALL, Set.of(), false);

  public Policy {
    requirements = Collections.unmodifiableSortedMap(new TreeMap<>(requirements));
    exempt = Set.copyOf(exempt);
    Objects.requireNonNull(domains);
  }

  /**
   * Whether connections with other servers must be encrypted already; a dry run demands nothing.
   */
  public boolean demandsTls() {
    return domains.tlsOnly() && !dryRun;
  }

  /** Whether any requirement is for a scope of that kind. */
  boolean names(Scope.Kind kind) {
    return requirements.keySet().stream().anyMatch(each -> each.kind() == kind);
  }

  /** Of the scopes that apply to a message, the narrowest kind decides, the strictest within it. */
  Optional<Demand> demand(Set<Scope> applying) {
    Optional<Demand> narrowest = Optional.empty();
    for (Map.Entry<Scope, Requirement> each : requirements.entrySet()) {
      if (applying.contains(each.getKey())) {
        narrowest = Optional.of(Demand.of(each.getKey(), each.getValue(), narrowest));
      }
    }
    return narrowest;
  }

  /** A requirement, and the scope that it came from. */
  record Demand(Scope scope, Requirement requirement) {
    private static Demand of(Scope scope, Requirement own, Optional<Demand> before) {
      Optional<Requirement> beside =
          before.filter(b -> b.scope.kind() == scope.kind()).map(Demand::requirement);
      return new Demand(scope, beside.map(own::and).orElse(own));
    }
  }
}
