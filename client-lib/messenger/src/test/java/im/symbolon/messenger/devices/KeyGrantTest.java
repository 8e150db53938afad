package im.symbolon.messenger.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.account.AccountRootPair;
import im.symbolon.ratchet.account.ListKeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyGrantTest {
  private static final BareJid ALICE = new BareJid("alice", "alpha.test");
  private static final Instant EXPIRES = Instant.parse("2036-11-20T12:00:00Z");

  private final Random random = new Random(5);

  private ListKeyCertificate certificate(ListKeyPair key) {
    try (AccountRootPair root = AccountRootPair.generate(random::nextBytes)) {
      return root.certify(ALICE, key.listKey(), 7, EXPIRES);
    }
  }

  @Test
  void isReadAsItWasWritten() throws Exception {
    ListKeyPair key = ListKeyPair.generate(random::nextBytes);
    ListKeyCertificate certificate = certificate(key);
    byte[] seed = key.seed().expose().clone();
    KeyGrant read = KeyGrant.decode(new KeyGrant(key, certificate).encode());
    assertThat(read.certificate()).isEqualTo(certificate);
    assertThat(read.key().seed().expose()).isEqualTo(seed);
    assertThat(KeyWanted.decode(new KeyWanted(7).encode())).isEqualTo(new KeyWanted(7));
  }

  @Test
  void holdsNoKeyOfAnotherCertificate() {
    ListKeyPair key = ListKeyPair.generate(random::nextBytes);
    ListKeyCertificate others = certificate(ListKeyPair.generate(random::nextBytes));
    assertThatThrownBy(() -> new KeyGrant(key, others))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void printsNothingAndIsWipedWhenItIsClosed() throws Exception {
    ListKeyPair key = ListKeyPair.generate(random::nextBytes);
    String seed = Base64.getEncoder().encodeToString(key.seed().expose());
    KeyGrant grant = new KeyGrant(key, certificate(key));
    assertThat(grant.toString()).isEqualTo("KeyGrant").doesNotContain(seed);
    KeyGrant read = KeyGrant.decode(grant.encode());
    grant.close();
    assertThatThrownBy(() -> key.seed().expose()).isInstanceOf(IllegalStateException.class);
    assertThat(read.key().seed().expose()).as("a copy of its own").isNotEqualTo(new byte[32]);
  }

  @Test
  void questionsHaveNoOtherForm() {
    XmlElement more =
        XmlElement.element(Namespaces.DEVICES, KeyWanted.NAME)
            .with("serial", "1")
            .text("more")
            .build();
    assertThatThrownBy(() -> KeyWanted.decode(more)).isInstanceOf(ProtocolException.class);
  }
}
