package im.symbolon.lab;

import java.nio.file.Path;
import java.security.cert.X509Certificate;

/**
 * Where a domain is served, and what its server shows and trusts.
 *
 * @param name the domain
 * @param endpoint where its server listens
 * @param home the server's directory
 * @param certificate what it shows to clients and peers
 * @param trusted the authority whose certificates it accepts from peers
 */
record Site(
    String name,
    Endpoint endpoint,
    Path home,
    ServerCertificate certificate,
    X509Certificate trusted) {
  Site {
    home = home.toAbsolutePath();
  }
}
