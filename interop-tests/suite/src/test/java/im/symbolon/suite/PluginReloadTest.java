package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.TestDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** An administrator takes the plugin out of a running server and puts it back. */
class PluginReloadTest {
  private static final BareJid BOB = new BareJid("bob", "alpha.test");

  /** Openfire looks into the plugin directory every 20 seconds. */
  private static final Duration LOOK = Duration.ofSeconds(60);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void leavesNothingBehindAndComesBackWithItsKeys() throws Exception {
    try (FederationLab lab =
        FederationLab.start(
            LabPlan.of(directory, "alpha.test").withPlugin(PluginOnOpenfireTest.PLUGIN))) {
      RunningOpenfire alpha = lab.server("alpha.test");
      alpha.awaitPlugin("symbolon", LOOK);
      try (RawClient bob = RawClient.register(alpha, "bob", lab.ca().trustManager())) {
        Instant expires = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));
        TestDevice device = new TestDevice(BOB, 7);
        bob.ask("set", "alpha.test", device.publication(Mode.REFILL, 0, 2, expires).toXml());
        SignedClaimKey first = claim(bob);

        Path installed = alpha.home().resolve("plugins/symbolon.jar");
        Files.delete(installed);
        await()
            .atMost(LOOK)
            .untilAsserted(() -> assertThat(features(bob)).doesNotContain(Namespaces.PREKEYS));
        for (String to : new String[] {"alpha.test", "e2ee.alpha.test"}) {
          XmlElement refused = bob.ask("set", to, ClaimRequest.all(BOB).toXml());
          assertThat(refused.attribute("type")).contains("error");
        }

        Files.copy(PluginOnOpenfireTest.PLUGIN, installed);
        await()
            .atMost(LOOK)
            .untilAsserted(() -> assertThat(features(bob)).contains(Namespaces.PREKEYS));
        await().atMost(LOOK).untilAsserted(() -> assertThat(claim(bob)).isNotEqualTo(first));
      }
      assertThat(alpha.log()).doesNotContain("at im.symbolon.");
    }
  }

  private static SignedClaimKey claim(RawClient claimer) throws Exception {
    XmlElement answer = claimer.ask("set", "e2ee.alpha.test", ClaimRequest.all(BOB).toXml());
    assertThat(answer.attribute("type")).as(answer.toXml()).contains("result");
    return ClaimResponse.parse(answer.children().get(0)).bundles().get(new DeviceId(7)).key();
  }

  private static String features(RawClient client) throws Exception {
    return client
        .ask("get", "alpha.test", "<query xmlns='" + Namespaces.DISCO_INFO + "'/>")
        .toXml();
  }
}
