package im.symbolon.lab;

import im.symbolon.lab.LabException.Reason;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** A server's key and certificate, and the authority that signed it. Prints nothing of the key. */
public final class ServerCertificate {
  /** Openfire's own default; these stores protect nothing but a test. */
  private static final char[] PASSWORD = {'c', 'h', 'a', 'n', 'g', 'e', 'i', 't'};

  private static final String CERTIFICATE = "CERTIFICATE";

  private final String domain;
  private final PrivateKey key;
  private final X509Certificate certificate;
  private final X509Certificate issuer;

  ServerCertificate(
      String domain, PrivateKey key, X509Certificate certificate, X509Certificate issuer) {
    this.domain = domain;
    this.key = key;
    this.certificate = certificate;
    this.issuer = issuer;
  }

  /** The certificate as clients and peers see it. */
  public X509Certificate certificate() {
    return certificate;
  }

  /**
   * Writes the three stores that Openfire reads: its key, and the given authority as the only one
   * that peers and clients may come with.
   */
  void writeStores(Path directory, X509Certificate trusted) throws LabException {
    try {
      Files.createDirectories(directory);
      KeyStore own = empty();
      own.setKeyEntry(domain, key, PASSWORD, new Certificate[] {certificate, issuer});
      write(own, directory.resolve("keystore"));
      KeyStore trust = empty();
      trust.setCertificateEntry("ca", trusted);
      write(trust, directory.resolve("truststore"));
      write(trust, directory.resolve("client.truststore"));
    } catch (GeneralSecurityException | IOException e) {
      throw new LabException(
          Reason.SETUP_FAILED, "Could not write the key stores below " + directory + ".", e);
    }
  }

  /**
   * Writes {@code <domain>.key}, {@code <domain>.crt} (with the issuer), both in one as {@code
   * <domain>.pem}, and the given authority as {@code ca.pem}.
   */
  void writePems(Path directory, X509Certificate trusted) throws LabException {
    try {
      Files.createDirectories(directory);
      String keyPem = pem("PRIVATE KEY", key.getEncoded());
      String chain = pem(CERTIFICATE, certificate.getEncoded());
      chain += pem(CERTIFICATE, issuer.getEncoded());
      Files.writeString(directory.resolve(domain + ".key"), keyPem);
      Files.writeString(directory.resolve(domain + ".crt"), chain);
      Files.writeString(directory.resolve(domain + ".pem"), chain + keyPem);
      Files.writeString(directory.resolve("ca.pem"), pem(CERTIFICATE, trusted.getEncoded()));
    } catch (GeneralSecurityException | IOException e) {
      throw new LabException(
          Reason.SETUP_FAILED, "Could not write the certificates below " + directory + ".", e);
    }
  }

  private static String pem(String type, byte[] content) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    return store;
  }

  private static void write(KeyStore store, Path file)
      throws GeneralSecurityException, IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
  }

  @Override
  public String toString() {
    return "ServerCertificate[" + domain + "]";
  }
}
