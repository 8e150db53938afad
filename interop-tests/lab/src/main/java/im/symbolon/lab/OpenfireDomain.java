package im.symbolon.lab;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What one server is to be.
 *
 * @param name the domain it serves, in lower case; anything but a domain name is refused
 * @param endpoint where it listens
 * @param home its directory; made on first boot, kept over restarts
 * @param certificate what it shows to clients and peers
 * @param trusted the authority whose certificates it accepts from peers
 * @param plugins jars that it loads; the canonical name of a plugin is its file name without {@code
 *     .jar}
 * @param properties system properties of Openfire, which win over the lab's own
 * @param database where its tables are, if not embedded
 * @param forLoad whether it gets the memory and the compiler of a server for many people
 * @param recordStanzas whether it writes down every stanza it routes, see {@link
 *     RunningOpenfire#recordedStanzas()}
 */
public record OpenfireDomain(
    String name,
    Endpoint endpoint,
    Path home,
    ServerCertificate certificate,
    X509Certificate trusted,
    List<Path> plugins,
    Map<String, String> properties,
    Optional<ServerDatabase> database,
    boolean forLoad,
    boolean recordStanzas) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})+");

  /** Checks the name and copies the collections. */
  public OpenfireDomain {
    requireName(name);
    home = home.toAbsolutePath();
    plugins = List.copyOf(plugins);
    properties = Map.copyOf(properties);
  }

  static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("not a domain name in lower case");
    }
  }
}
