package im.symbolon.protocol.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.JdkSigner;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.xml.XmlElement;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DomainPolicyTest {
  private static final Instant ISSUED = Instant.ofEpochSecond(1_790_000_000L);
  private static final PolicyTerms STRICT =
      new PolicyTerms(true, Optional.of(OmemoVersion.OMEMO_2), false);

  private final JdkSigner domain = new JdkSigner();

  private DomainPolicy policy(PolicyTerms terms) throws Exception {
    byte[] signed = DomainPolicy.signedBytes("beta.test", 7, ISSUED, terms);
    return new DomainPolicy("beta.test", 7, ISSUED, terms, domain.identity(), domain.sign(signed));
  }

  @Test
  void signsEveryPartWithItsLength() {
    byte[] bytes = DomainPolicy.signedBytes("beta.test", 7, ISSUED, STRICT);
    assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
        .isEqualTo(
            "\0\0\0\34urn:symbolon:policy:0#policy"
                + "\0\0\0\11beta.test"
                + "\0\0\0\10\0\0\0\0\0\0\0\7"
                + "\0\0\0\10\0\0\0\0\152\261\73\200"
                + "\0\0\0\4\0\0\0\1"
                + "\0\0\0\4\0\0\0\2"
                + "\0\0\0\4\0\0\0\0");
  }

  @Test
  void comesBackFromTheWire() throws Exception {
    for (PolicyTerms terms :
        new PolicyTerms[] {STRICT, new PolicyTerms(false, Optional.empty(), true)}) {
      DomainPolicy parsed = DomainPolicy.parse(policy(terms).toXml());
      assertThat(parsed).isEqualTo(policy(terms));
      assertThat(parsed.verify("beta.test", ISSUED, domain)).isSameAs(parsed);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "domain, alpha.test",
    "version, 8",
    "issued, 1790000001",
    "encrypted, false",
    "minimum, 1",
    "open, true"
  })
  void aChangedPartIsNotItsDomains(String attribute, String value) throws Exception {
    DomainPolicy changed = DomainPolicy.parse(with(attribute, value));
    assertThatThrownBy(() -> changed.verify(changed.domain(), ISSUED, domain))
        .isInstanceOfSatisfying(
            ProtocolException.class,
            e -> assertThat(e.reason()).isEqualTo(ProtocolException.Reason.BAD_SIGNATURE));
  }

  private XmlElement with(String attribute, String value) throws Exception {
    XmlElement.Builder out = XmlElement.element(Namespaces.POLICY, "policy");
    policy(STRICT).toXml().attributes().forEach(out::with);
    return out.with(attribute, value).build();
  }

  @Test
  void anotherDomainsPolicyIsNotTaken() throws Exception {
    DomainPolicy good = policy(STRICT);
    assertThatThrownBy(() -> good.verify("alpha.test", ISSUED, domain))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void anotherTimesPolicyIsNotTaken() throws Exception {
    DomainPolicy good = policy(STRICT);
    good.verify("beta.test", ISSUED.plus(DomainPolicy.VALID), domain);
    for (long off : new long[] {1, -1}) {
      Instant now = ISSUED.plus(DomainPolicy.VALID.plusSeconds(1).multipliedBy(off));
      assertThatThrownBy(() -> good.verify("beta.test", now, domain))
          .isInstanceOfSatisfying(
              ProtocolException.class,
              e -> assertThat(e.reason()).isEqualTo(ProtocolException.Reason.OUT_OF_RANGE));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "domain, ''",
    "version, -1",
    "version, 1000000000000",
    "issued, yesterday",
    "encrypted, TRUE",
    "encrypted, ''",
    "minimum, 3",
    "minimum, 0",
    "open, 1",
    "key, AAAA",
    "signature, AAAA",
    "extra, x"
  })
  void malformedPoliciesAreRefused(String attribute, String value) throws Exception {
    XmlElement bad = with(attribute, value);
    assertThatThrownBy(() -> DomainPolicy.parse(bad)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void theQuestionIsEmpty() throws Exception {
    DomainPolicy.requireQuestion(DomainPolicy.question());
    XmlElement bad = policy(STRICT).toXml();
    assertThatThrownBy(() -> DomainPolicy.requireQuestion(bad))
        .isInstanceOf(ProtocolException.class);
  }
}
