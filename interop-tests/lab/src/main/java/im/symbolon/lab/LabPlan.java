package im.symbolon.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a lab is to consist of. Immutable; each method returns a changed copy.
 *
 * @param directory where the servers' homes are made, one below the other's domain name; the caller
 *     owns it and deletes it
 * @param domains what to serve, in order
 * @param plugins jars that every server loads
 * @param properties Openfire's system properties for every server, which win over the lab's own
 * @param recordStanzas whether servers write down every stanza they route
 * @param ownAddresses whether each server gets a loopback address of its own where the machine has
 *     them, or all share 127.0.0.1
 * @param distrusted domains of the lab whose certificate comes from an authority nobody trusts
 */
public record LabPlan(
    Path directory,
    List<String> domains,
    List<Path> plugins,
    Map<String, String> properties,
    boolean recordStanzas,
    boolean ownAddresses,
    List<String> distrusted) {
  /** Each is a process of 150 MB; more than this on one machine is a mistake. */
  private static final int MAX_DOMAINS = 8;

  /** Checks and copies. */
  public LabPlan {
    if (domains.isEmpty() || domains.size() > MAX_DOMAINS) {
      throw new IllegalArgumentException("a lab has 1 to " + MAX_DOMAINS + " domains");
    }
    domains.forEach(OpenfireDomain::requireName);
    domains = List.copyOf(domains);
    plugins = List.copyOf(plugins);
    properties = Map.copyOf(properties);
    distrusted = List.copyOf(distrusted);
    if (domains.stream().distinct().count() != domains.size()) {
      throw new IllegalArgumentException("each domain is served once");
    }
  }

  /** Stock servers for these domains. */
  public static LabPlan of(Path directory, String... domains) {
    return new LabPlan(directory, List.of(domains), List.of(), Map.of(), false, true, List.of());
  }

  /** With one more plugin on every server. */
  public LabPlan withPlugin(Path jar) {
    return new LabPlan(
        directory,
        domains,
        plus(plugins, jar),
        properties,
        recordStanzas,
        ownAddresses,
        distrusted);
  }

  /** With a system property of Openfire on every server. */
  public LabPlan withProperty(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(properties);
    more.put(name, value);
    return new LabPlan(directory, domains, plugins, more, recordStanzas, ownAddresses, distrusted);
  }

  /** With servers that write down every stanza they route. */
  public LabPlan recordingStanzas() {
    return new LabPlan(directory, domains, plugins, properties, true, ownAddresses, distrusted);
  }

  /** With all servers on 127.0.0.1 and free ports, as on machines that have no other address. */
  public LabPlan onSharedAddress() {
    return new LabPlan(directory, domains, plugins, properties, recordStanzas, false, distrusted);
  }

  /** With one more domain, whose certificate nobody trusts. */
  public LabPlan withDistrusted(String domain) {
    return new LabPlan(
        directory,
        plus(domains, domain),
        plugins,
        properties,
        recordStanzas,
        ownAddresses,
        plus(distrusted, domain));
  }

  private static <T> List<T> plus(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }
}
