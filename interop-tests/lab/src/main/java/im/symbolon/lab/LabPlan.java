package im.symbolon.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What a lab is to consist of. Immutable; each method returns a changed copy.
 *
 * @param directory where the servers' homes are made, one below the other's domain name; the caller
 *     owns it and deletes it
 * @param servers what serves each domain, in order
 * @param properties Openfire's system properties for every Openfire, which win over the lab's own
 * @param recordStanzas whether every Openfire writes down every stanza it routes
 * @param ownAddresses whether each server gets a loopback address of its own where the machine has
 *     them, or all share 127.0.0.1; servers that are not Openfire cannot share
 */
public record LabPlan(
    Path directory,
    List<DomainPlan> servers,
    Map<String, String> properties,
    boolean recordStanzas,
    boolean ownAddresses) {
  /** Each is a process of up to 150 MB; more than this on one machine is a mistake. */
  private static final int MAX_DOMAINS = 8;

  /** Checks and copies. */
  public LabPlan {
    if (servers.isEmpty() || servers.size() > MAX_DOMAINS) {
      throw new IllegalArgumentException("a lab has 1 to " + MAX_DOMAINS + " domains");
    }
    servers = List.copyOf(servers);
    properties = Map.copyOf(properties);
    if (servers.stream().map(DomainPlan::name).distinct().count() != servers.size()) {
      throw new IllegalArgumentException("each domain is served once");
    }
    if (!ownAddresses && !servers.stream().allMatch(DomainPlan::isOpenfire)) {
      throw new IllegalArgumentException("only Openfire servers can share an address");
    }
  }

  /** Stock Openfire servers for these domains. */
  public static LabPlan of(Path directory, String... domains) {
    List<DomainPlan> servers =
        Stream.of(domains).map(name -> DomainPlan.of(name, Software.OPENFIRE)).toList();
    return new LabPlan(directory, servers, Map.of(), false, true);
  }

  /** What to serve, in order. */
  public List<String> domains() {
    return servers.stream().map(DomainPlan::name).toList();
  }

  /** Domains of the lab whose certificate comes from an authority nobody trusts. */
  public List<String> distrusted() {
    return servers.stream().filter(server -> !server.trusted()).map(DomainPlan::name).toList();
  }

  /** With one more domain, served by that software as it is. */
  public LabPlan with(Software software, String domain) {
    return plus(DomainPlan.of(domain, software));
  }

  /** With one more plugin on every Openfire that the plan has now. */
  public LabPlan withPlugin(Path jar) {
    return withPluginOn(DomainPlan::isOpenfire, jar);
  }

  /** With one more plugin on the Openfire of one domain. */
  public LabPlan withPlugin(Path jar, String domain) {
    if (!domains().contains(domain)) {
      throw new IllegalArgumentException("not a domain of this plan: " + domain);
    }
    return withPluginOn(server -> server.name().equals(domain), jar);
  }

  /** With a system property of Openfire on every one. */
  public LabPlan withProperty(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(name, value);
    return new LabPlan(directory, servers, more, recordStanzas, ownAddresses);
  }

  /** With a system property of Openfire on the one of one domain. */
  public LabPlan withProperty(String domain, String name, String value) {
    return tuned(domain, tuning -> tuning.withProperty(name, value));
  }

  /** With the tables of one domain's Openfire in that database. */
  public LabPlan withDatabase(String domain, ServerDatabase database) {
    return tuned(domain, tuning -> tuning.on(database));
  }

  /** With every Openfire made for many people: more memory, and code that becomes faster. */
  public LabPlan forLoad() {
    return on(
        servers.stream().map(s -> s.isOpenfire() ? s.tuned(s.tuning().madeForLoad()) : s).toList());
  }

  private LabPlan tuned(String domain, UnaryOperator<OpenfireTuning> change) {
    if (!domains().contains(domain)) {
      throw new IllegalArgumentException("not a domain of this plan: " + domain);
    }
    return on(
        servers.stream()
            .map(s -> s.name().equals(domain) ? s.tuned(change.apply(s.tuning())) : s)
            .toList());
  }

  /** With Openfire servers that write down every stanza they route. */
  public LabPlan recordingStanzas() {
    return new LabPlan(directory, servers, properties, true, ownAddresses);
  }

  /** With all servers on 127.0.0.1 and free ports, as on machines that have no other address. */
  public LabPlan onSharedAddress() {
    return new LabPlan(directory, servers, properties, recordStanzas, false);
  }

  /** With one more Openfire, whose certificate nobody trusts. */
  public LabPlan withDistrusted(String domain) {
    return plus(new DomainPlan(domain, Software.OPENFIRE, List.of(), false));
  }

  private LabPlan plus(DomainPlan server) {
    List<DomainPlan> longer = new ArrayList<>(servers);
    longer.add(server);
    return on(longer);
  }

  private LabPlan withPluginOn(Predicate<DomainPlan> which, Path jar) {
    return on(
        servers.stream()
            .map(server -> which.test(server) ? server.withPlugin(jar) : server)
            .toList());
  }

  private LabPlan on(List<DomainPlan> changed) {
    return new LabPlan(directory, changed, properties, recordStanzas, ownAddresses);
  }
}
