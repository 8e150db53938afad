package im.symbolon.lab;

import im.symbolon.lab.LabException.Reason;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority that lives as long as one lab. Its own key never leaves this object.
 *
 * <p>Servers get a certificate for {@code domain} and {@code *.domain} that serves both ends of a
 * connection between servers; clients get trust in this authority and in nothing else. Everything
 * is valid from a day ago for {@link #VALIDITY}.
 */
public final class TestCa {
  /** Longer than any run, short enough that a leaked test key is worthless soon. */
  private static final Duration VALIDITY = Duration.ofDays(30);

  private final X500Principal name;
  private final KeyPair keys;
  private final X509Certificate certificate;
  private final Clock clock;
  private final SecureRandom random;

  private TestCa(X500Principal name, KeyPair keys, Clock clock, SecureRandom random)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    this.name = name;
    this.keys = keys;
    this.clock = clock;
    this.random = random;
    JcaX509v3CertificateBuilder own = builder(name, keys.getPublic());
    own.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
    own.addExtension(
        Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
    this.certificate = sign(own);
  }

  /**
   * Makes an authority with a new key (ECDSA P-256).
   *
   * @throws LabException SETUP_FAILED when this Java lacks the algorithms
   */
  public static TestCa create(String commonName, Clock clock, SecureRandom random)
      throws LabException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return new TestCa(
          new X500Principal("CN=" + commonName), generator.generateKeyPair(), clock, random);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw failed(e);
    }
  }

  /** The authority's own certificate: what clients and peers trust. */
  public X509Certificate certificate() {
    return certificate;
  }

  /**
   * Issues a certificate for a domain and its subdomains, with a new RSA-2048 key.
   *
   * @throws LabException SETUP_FAILED when this Java lacks the algorithms
   */
  public ServerCertificate issue(String domain) throws LabException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048, random);
      KeyPair server = generator.generateKeyPair();
      JcaX509v3CertificateBuilder builder =
          builder(new X500Principal("CN=" + domain), server.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.subjectAlternativeName, false, names(domain));
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(
              new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
      return new ServerCertificate(domain, server.getPrivate(), sign(builder), certificate);
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw failed(e);
    }
  }

  /** A trust manager for clients: this authority, and no other. */
  public X509TrustManager trustManager() throws LabException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("ca", certificate);
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager x509) {
          return x509;
        }
      }
      throw new GeneralSecurityException("no X.509 trust manager in this Java");
    } catch (GeneralSecurityException | IOException e) {
      throw failed(e);
    }
  }

  /** A TLS context for clients, with {@link #trustManager()}. */
  public SSLContext clientContext() throws LabException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trustManager()}, random);
      return context;
    } catch (GeneralSecurityException e) {
      throw failed(e);
    }
  }

  /** Writes the authority's certificate (not its key) in PEM, for clients that want a file. */
  public void writePem(Path file) throws LabException {
    try {
      String body =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      Files.writeString(
          file, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    } catch (GeneralSecurityException | IOException e) {
      throw failed(e);
    }
  }

  private JcaX509v3CertificateBuilder builder(X500Principal subject, PublicKey key) {
    Instant start = clock.instant().minus(Duration.ofDays(1));
    return new JcaX509v3CertificateBuilder(
        name,
        new BigInteger(127, random).add(BigInteger.ONE),
        Date.from(start),
        Date.from(start.plus(VALIDITY)),
        subject,
        key);
  }

  private X509Certificate sign(JcaX509v3CertificateBuilder builder)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
  }

  private static GeneralNames names(String domain) {
    return new GeneralNames(
        new GeneralName[] {
          new GeneralName(GeneralName.dNSName, domain),
          new GeneralName(GeneralName.dNSName, "*." + domain)
        });
  }

  private static LabException failed(Exception cause) {
    return new LabException(
        Reason.SETUP_FAILED, "Could not make the test certificates: " + cause.getMessage(), cause);
  }

  @Override
  public String toString() {
    return "TestCa";
  }
}
