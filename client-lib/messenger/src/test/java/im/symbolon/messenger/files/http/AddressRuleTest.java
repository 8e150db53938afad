package im.symbolon.messenger.files.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A link must not reach what stands in somebody's own network. */
class AddressRuleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "172.16.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "198.18.0.1",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "fc00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::1"
      })
  void noPrivateAddressIsPublic(String address) throws Exception {
    AddressRule rule = AddressRule.ownOrPublic("alpha.test");
    assertThat(rule.allows("evil.test", InetAddress.getByName(address))).isFalse();
    assertThat(rule.allows("notalpha.test", InetAddress.getByName(address))).isFalse();
    assertThat(rule.allows("e2ee.alpha.test", InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
  void publicAddressesAre(String address) throws Exception {
    assertThat(
            AddressRule.ownOrPublic("alpha.test")
                .allows("beta.test", InetAddress.getByName(address)))
        .isTrue();
  }
}
