package im.symbolon.messenger.xmpp;

import java.net.IDN;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Is this certificate for this domain? (RFC 6125 §6.4, RFC 6120 §13.7.1.2)
 *
 * <p>Only DNS names among the alternative names count; the common name does not. A wildcard stands
 * for exactly one whole left-most label. Whether the certificate is genuine was decided before, by
 * the trust manager.
 */
final class DomainVerifier implements HostnameVerifier {
  private static final int DNS_NAME = 2;

  @Override
  public boolean verify(String domain, SSLSession session) {
    try {
      Certificate[] chain = session.getPeerCertificates();
      return chain.length > 0
          && chain[0] instanceof X509Certificate leaf
          && isFor(domain, leaf.getSubjectAlternativeNames());
    } catch (SSLPeerUnverifiedException | CertificateParsingException e) {
      return false;
    }
  }

  /** The names as {@link X509Certificate#getSubjectAlternativeNames()} gives them. */
  static boolean isFor(String domain, Collection<List<?>> names) {
    String wanted = ascii(domain);
    return names != null
        && names.stream()
            .filter(name -> Integer.valueOf(DNS_NAME).equals(name.get(0)))
            .anyMatch(name -> matches(wanted, ascii((String) name.get(1))));
  }

  private static boolean matches(String domain, String name) {
    if (!name.startsWith("*.")) {
      return !domain.isEmpty() && domain.equals(name);
    }
    int dot = domain.indexOf('.');
    String parent = name.substring(1);
    // "*.org" would stand for a whole top-level domain.
    return dot > 0 && parent.indexOf('.', 1) > 0 && domain.substring(dot).equals(parent);
  }

  private static String ascii(String name) {
    String trimmed = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    try {
      boolean wildcard = trimmed.startsWith("*.");
      String plain = wildcard ? trimmed.substring(2) : trimmed;
      return (wildcard ? "*." : "") + IDN.toASCII(plain).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
