package im.symbolon.views;

import im.symbolon.messenger.xmpp.ConnectionConfig;
import im.symbolon.protocol.BareJid;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * How an account's server is found and known, where the usual way does not do: the usual one asks
 * DNS and trusts the platform's authorities.
 *
 * @param machine {@code host} or {@code host:port} to connect to instead; empty for DNS. The
 *     certificate still has to be for the account's domain
 * @param authority a PEM file with an organisation's own authority, the only one that is trusted
 *     then; empty for the platform's
 */
public record ServerChoice(String machine, String authority) {
  /** By DNS, with the platform's authorities. */
  public static final ServerChoice USUAL = new ServerChoice("", "");

  private static final int USUAL_PORT = 5222;

  public ServerChoice {
    Objects.requireNonNull(machine);
    Objects.requireNonNull(authority);
  }

  /**
   * @throws IllegalArgumentException when the machine is none
   * @throws IOException when the file is not there or holds no certificate
   */
  ConnectionConfig config(BareJid account, String resource) throws IOException {
    ConnectionConfig config = ConnectionConfig.of(account, resource);
    Optional<ConnectionConfig.Endpoint> fixed = endpoint();
    config = fixed.isPresent() ? config.at(fixed.get()) : config;
    return authority.isEmpty() ? config : config.trusting(trust());
  }

  private Optional<ConnectionConfig.Endpoint> endpoint() {
    String typed = machine.trim();
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    int colon = typed.lastIndexOf(':');
    if (colon < 0) {
      return Optional.of(new ConnectionConfig.Endpoint(typed, USUAL_PORT));
    }
    int port = Integer.parseInt(typed.substring(colon + 1)); // a wrong one is an illegal argument
    return Optional.of(new ConnectionConfig.Endpoint(typed.substring(0, colon), port));
  }

  private X509TrustManager trust() throws IOException {
    Path file = FileSystems.getDefault().getPath(authority);
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return only(factory.getTrustManagers());
    } catch (GeneralSecurityException e) {
      throw new IOException("no certificate in " + file, e);
    }
  }

  private static X509TrustManager only(TrustManager[] managers) throws IOException {
    for (TrustManager each : managers) {
      if (each instanceof X509TrustManager trust) {
        return trust;
      }
    }
    throw new IOException("this system knows no certificates");
  }
}
