package im.symbolon.lab;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where all servers of a lab are, each under its domain and the names below it. */
final class Neighbours {
  /** Names below each domain that servers look for one another at. */
  private static final List<String> SUBDOMAINS =
      List.of("conference", "pubsub", "proxy", "search", "e2ee");

  private Neighbours() {}

  /** As Openfire's {@code dnsutil.dnsOverride} wants it. */
  static String dnsOverride(Map<String, Endpoint> peers) {
    return peers.entrySet().stream()
        .flatMap(peer -> names(peer.getKey()).map(name -> override(name, peer.getValue())))
        .collect(Collectors.joining(","));
  }

  /** As {@code /etc/hosts} has it, with this machine's own name; ports are not in it. */
  static String hostsFile(Map<String, Endpoint> peers) {
    return peers.entrySet().stream()
        .flatMap(peer -> names(peer.getKey()).map(name -> peer.getValue().host() + " " + name))
        .collect(Collectors.joining("\n", "127.0.0.1 localhost\n", "\n"));
  }

  private static Stream<String> names(String domain) {
    return Stream.concat(
        Stream.of(domain), SUBDOMAINS.stream().map(subdomain -> subdomain + "." + domain));
  }

  private static String override(String name, Endpoint endpoint) {
    return "{" + name + "," + endpoint.host() + ":" + endpoint.s2sPort() + "}";
  }
}
