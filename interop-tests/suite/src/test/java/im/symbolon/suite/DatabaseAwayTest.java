package im.symbolon.suite;

import static im.symbolon.suite.AdHoc.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.X509TrustManager;
import org.jivesoftware.smack.packet.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A server on PostgreSQL loses its database for a while. */
class DatabaseAwayTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ENCRYPTED =
      "<message to='bob@alpha.test'><encrypted xmlns='urn:xmpp:omemo:2'/></message>";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void theLastPolicyStaysInForceAndChangesWhenTheDatabaseIsBack() throws Exception {
    LabPlan plan =
        LabPlan.of(directory, "alpha.test")
            .withPlugin(PluginOnOpenfireTest.PLUGIN)
            .withProperty("admin.authorizedJIDs", "root@alpha.test");
    try (PostgresHome postgres = PostgresHome.orSkip();
        FederationLab lab =
            FederationLab.start(
                plan.withDatabase("alpha.test", postgres.database().thatMayLeave()))) {
      RunningOpenfire alpha = lab.server("alpha.test");
      X509TrustManager trust = lab.ca().trustManager();
      try (AdHoc root = AdHoc.register(alpha, trust);
          RawClient alice = RawClient.register(alpha, "alice", trust);
          RawClient bob = RawClient.register(alpha, "bob", trust)) {
        root.policy(field("open", "1"), field("rules", "everybody = required"));
        assertPlaintextBounces(alice);
        postgres.leave();
        // Longer than a policy is known without asking, so that asking fails in between.
        await()
            .during(Duration.ofSeconds(5))
            .atMost(PATIENCE)
            .pollInterval(Duration.ofSeconds(1))
            .untilAsserted(() -> assertPlaintextBounces(alice));
        alice.say(ENCRYPTED);
        assertThat(bob.plain().next(30).toXML().toString()).contains("urn:xmpp:omemo:2");
        assertThat(root.start("policy").toXml()).contains("resource-constraint");

        postgres.comeBack();
        await()
            .atMost(PATIENCE)
            .ignoreExceptions()
            .untilAsserted(() -> root.policy(field("open", "1")));
        alice.plain().say("bob@alpha.test", "hello");
        assertThat(bob.plain().next(30).getBody()).isEqualTo("hello");
      }
    }
  }

  private static void assertPlaintextBounces(RawClient sender) throws Exception {
    sender.plain().say("bob@alpha.test", "in the clear");
    Message bounce = sender.plain().next(30);
    assertThat(bounce).isNotNull();
    assertThat(bounce.toXML().toString()).contains("policy-violation", "must be end-to-end");
  }
}
