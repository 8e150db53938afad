package im.symbolon.openfire;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jivesoftware.openfire.XMPPServer;
import org.jivesoftware.openfire.keystore.CertificateStoreManager;
import org.jivesoftware.openfire.keystore.IdentityStore;
import org.jivesoftware.openfire.spi.ConnectionType;

/** The certificates that the host shows to clients, for a listener of our own. */
final class HostTls {
  private static final Integer DNS_NAME = 2; // RFC 5280 §4.2.1.6

  private final CertificateStoreManager stores;
  private Set<Certificate> used = Set.of();

  private HostTls(CertificateStoreManager stores) {
    this.stores = stores;
  }

  static HostTls of(XMPPServer server) {
    return new HostTls(server.getCertificateStoreManager());
  }

  /** With the certificates of now, for a listener. */
  SSLContext context() throws GeneralSecurityException {
    IdentityStore store = store();
    Set<Certificate> now = certificates(store.getStore());
    if (now.isEmpty()) {
      throw new GeneralSecurityException("the server has no certificate");
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store.getStore(), store.getConfiguration().getPassword());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    used = now;
    return context;
  }

  /** Whether the host has others than at the last {@link #context}. */
  boolean isRenewed() throws GeneralSecurityException {
    return !certificates(store().getStore()).equals(used);
  }

  /** Whether one of them is for that host. */
  boolean names(String host) throws GeneralSecurityException {
    String wanted = host.toLowerCase(Locale.ROOT);
    for (Certificate each : certificates(store().getStore())) {
      if (each instanceof X509Certificate certificate && names(certificate, wanted)) {
        return true;
      }
    }
    return false;
  }

  private static boolean names(X509Certificate certificate, String host)
      throws CertificateParsingException {
    Collection<List<?>> all = certificate.getSubjectAlternativeNames();
    if (all == null) {
      return false;
    }
    String parent = "*" + host.substring(Math.max(host.indexOf('.'), 0));
    return all.stream()
        .filter(name -> name.get(0).equals(DNS_NAME))
        .map(name -> name.get(1).toString().toLowerCase(Locale.ROOT))
        .anyMatch(name -> name.equals(host) || name.equals(parent));
  }

  private IdentityStore store() throws GeneralSecurityException {
    IdentityStore store = stores.getIdentityStore(ConnectionType.SOCKET_C2S);
    if (store == null) {
      throw new GeneralSecurityException("the server's certificates cannot be read");
    }
    return store;
  }

  private static Set<Certificate> certificates(KeyStore store) throws GeneralSecurityException {
    Set<Certificate> out = new HashSet<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        out.add(store.getCertificate(alias));
      }
    }
    return out;
  }
}
