package im.symbolon.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestCaTest {
  private static TestCa ca() throws LabException {
    return TestCa.create("A test", Clock.systemUTC(), new SecureRandom());
  }

  @Test
  void certificateNamesTheDomainAndItsSubdomainsForBothEnds() throws Exception {
    X509Certificate certificate = ca().issue("alpha.test").certificate();
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    assertThat(names)
        .extracting(name -> (Object) name.get(1))
        .containsExactly("alpha.test", "*.alpha.test");
    assertThat(certificate.getExtendedKeyUsage())
        .containsExactlyInAnyOrder("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
  }

  @Test
  void trustsItsOwnAndNobodyElses() throws Exception {
    TestCa ca = ca();
    X509Certificate[] own = {ca.issue("alpha.test").certificate()};
    X509Certificate[] others = {ca().issue("alpha.test").certificate()};
    assertThatCode(() -> ca.trustManager().checkServerTrusted(own, "RSA"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> ca.trustManager().checkServerTrusted(others, "RSA"))
        .isInstanceOf(CertificateException.class);
  }

  @Test
  void trustStoreHoldsTheAuthorityAloneAndNoKey(@TempDir Path directory) throws Exception {
    TestCa ca = ca();
    ca.issue("alpha.test").writeStores(directory, ca.certificate());
    KeyStore trust =
        KeyStore.getInstance(directory.resolve("truststore").toFile(), "changeit".toCharArray());
    assertThat(trust.size()).isEqualTo(1);
    assertThat(trust.isCertificateEntry("ca")).isTrue();
  }

  @Test
  void pemFileHoldsTheCertificateAndNoKey(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("ca.pem");
    ca().writePem(file);
    assertThat(Files.readString(file))
        .startsWith("-----BEGIN CERTIFICATE-----\n")
        .endsWith("-----END CERTIFICATE-----\n")
        .doesNotContain("PRIVATE");
  }

  @Test
  void printsNothingOfItsKeys() throws Exception {
    TestCa ca = ca();
    assertThat(ca.toString()).isEqualTo("TestCa");
    assertThat(ca.issue("alpha.test").toString()).isEqualTo("ServerCertificate[alpha.test]");
  }
}
