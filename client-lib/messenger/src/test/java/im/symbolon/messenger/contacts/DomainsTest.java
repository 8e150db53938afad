package im.symbolon.messenger.contacts;

import static im.symbolon.messenger.contacts.SmallServer.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.contacts.DomainView.Standing;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.PolicyQuestion;
import im.symbolon.messenger.xmpp.ServiceDiscovery;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.policy.DomainPolicy;
import im.symbolon.protocol.policy.PolicyTerms;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.primitives.Ed25519;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DomainsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final PolicyTerms STRICT =
      new PolicyTerms(true, Optional.of(OmemoVersion.OMEMO_2), false);
  private static final PolicyTerms LAX = new PolicyTerms(false, Optional.empty(), true);

  private final SmallServer server = new SmallServer();
  private final Domains domains =
      new Domains(
          new Surroundings(
              ALICE,
              new MemoryRowStore(),
              new Random(7)::nextBytes,
              Clock.fixed(NOW, ZoneOffset.UTC)),
          new PolicyQuestion(server, new ServiceDiscovery(new Disco(server))));

  DomainsTest() {
    server.features.add(Namespaces.POLICY);
  }

  private static DomainPolicy policy(int signer, String domain, int version, PolicyTerms terms) {
    return policy(signer, domain, version, terms, NOW);
  }

  private static DomainPolicy policy(
      int signer, String domain, int version, PolicyTerms terms, Instant issued) {
    byte[] seed = new byte[32];
    seed[0] = (byte) signer;
    IdentityKey key = Ed25519.publicKey(seed);
    byte[] signed = DomainPolicy.signedBytes(domain, version, issued, terms);
    return new DomainPolicy(domain, version, issued, terms, key, Ed25519.sign(seed, key, signed));
  }

  private DomainView look(DomainPolicy said) throws Exception {
    server.policy = Optional.of(said.toXml());
    return domains.look("beta.test");
  }

  @Test
  void whatADomainSignsIsShownAndRemembered() throws Exception {
    assertThat(domains.of("beta.test").standing()).isEqualTo(Standing.UNKNOWN);
    DomainView view = look(policy(1, "beta.test", 7, STRICT));
    assertThat(view.standing()).isEqualTo(Standing.SIGNED);
    assertThat(view.terms()).contains(STRICT);
    assertThat(domains.of("beta.test").terms()).contains(STRICT);
    assertThat(domains.of("beta.test").standing()).isEqualTo(Standing.REMEMBERED);
  }

  @Test
  void whatAnotherKeySignsIsMarkedUntilAPersonBelievesIt() throws Exception {
    look(policy(1, "beta.test", 7, STRICT));
    DomainView other = look(policy(2, "beta.test", 8, LAX));
    assertThat(other.standing()).isEqualTo(Standing.OTHER_KEY);
    assertThat(domains.of("beta.test").terms()).contains(STRICT);
    assertThat(domains.believe(other).standing()).isEqualTo(Standing.SIGNED);
    assertThat(domains.of("beta.test").terms()).contains(LAX);
  }

  /** Between the look and the decision another key came: that one was not seen. */
  @Test
  void onlyWhatWasSeenIsBelieved() throws Exception {
    look(policy(1, "beta.test", 7, STRICT));
    DomainView seen = look(policy(2, "beta.test", 8, STRICT));
    server.policy = Optional.of(policy(3, "beta.test", 9, LAX).toXml());
    assertThat(domains.believe(seen).standing()).isEqualTo(Standing.OTHER_KEY);
  }

  @Test
  void anOlderPolicyIsNotBelieved() throws Exception {
    look(policy(1, "beta.test", 7, STRICT));
    DomainView older = look(policy(1, "beta.test", 6, LAX));
    assertThat(older.standing()).isEqualTo(Standing.NOT_VALID);
    assertThat(older.terms()).contains(STRICT);
  }

  @Test
  void aPolicyOfAnotherDomainOrTimeOrHandIsNotBelieved() throws Exception {
    DomainPolicy good = policy(1, "beta.test", 7, STRICT);
    DomainPolicy forged = new DomainPolicy("beta.test", 7, NOW, LAX, good.key(), good.signature());
    Instant before = NOW.minus(DomainPolicy.VALID).minus(Duration.ofSeconds(1));
    for (DomainPolicy each :
        new DomainPolicy[] {
          forged, policy(1, "gamma.test", 7, STRICT), policy(1, "beta.test", 7, STRICT, before)
        }) {
      assertThat(look(each).standing()).isEqualTo(Standing.NOT_VALID);
      assertThat(domains.of("beta.test").standing()).isEqualTo(Standing.UNKNOWN);
    }
  }

  @Test
  void nonsenseAndSilenceAreNoPolicy() throws Exception {
    server.policy = Optional.empty();
    assertThat(domains.look("beta.test").standing()).isEqualTo(Standing.NOT_VALID);
    server.policy = Optional.of(XmlElement.element(Namespaces.POLICY, "policy").build());
    assertThat(domains.look("beta.test").standing()).isEqualTo(Standing.NOT_VALID);
    server.features.remove(Namespaces.POLICY);
    server.reconnect();
    assertThat(domains.look("beta.test").standing()).isEqualTo(Standing.NONE);
  }

  @Test
  void aDomainThatFallsSilentIsNoticed() throws Exception {
    look(policy(1, "beta.test", 7, STRICT));
    server.features.remove(Namespaces.POLICY);
    server.reconnect();
    DomainView view = domains.look("beta.test");
    assertThat(view.standing()).isEqualTo(Standing.WITHHELD);
    assertThat(view.terms()).contains(STRICT);
  }
}
