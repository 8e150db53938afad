package im.symbolon.suite;

import static im.symbolon.suite.AdHoc.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.blindness.BlindnessSearch;
import im.symbolon.lab.blindness.Needles;
import im.symbolon.protocol.Namespaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jivesoftware.smack.packet.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What was refused is nowhere; and without the plugin nobody judges any more. */
class PolicyUnloadTest {
  private static final String WORDS = "the merger 5d41402abc4b2a76 is on friday";
  private static final String PASSED = "hello 7d793037a0760186";

  /** Openfire looks into the plugin directory every 20 seconds. */
  private static final Duration LOOK = Duration.ofSeconds(60);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void refusedWordsAreNowhereAndWithoutThePluginNobodyJudges() throws Exception {
    LabPlan plan =
        LabPlan.of(directory, "alpha.test")
            .withPlugin(PluginOnOpenfireTest.PLUGIN)
            .withProperty("admin.authorizedJIDs", "root@alpha.test");
    try (FederationLab lab = FederationLab.start(plan)) {
      RunningOpenfire alpha = lab.server("alpha.test");
      alpha.awaitPlugin("symbolon", LOOK);
      try (AdHoc root = AdHoc.register(alpha, lab.ca().trustManager());
          RawClient alice = RawClient.register(alpha, "alice", lab.ca().trustManager());
          RawClient bob = RawClient.register(alpha, "bob", lab.ca().trustManager())) {
        root.policy(field("open", "1"), field("rules", "everybody = required"));
        alice.plain().say("bob@alpha.test", WORDS);
        Message bounce = alice.plain().next(20);
        assertThat(bounce.getType()).isEqualTo(Message.Type.error);
        assertThat(root.audit()).contains("encryption, everybody", "bob@alpha.test");

        Files.delete(alpha.home().resolve("plugins/symbolon.jar"));
        String disco = "<query xmlns='" + Namespaces.DISCO_INFO + "'/>";
        await()
            .atMost(LOOK)
            .untilAsserted(
                () ->
                    assertThat(alice.ask("get", "alpha.test", disco).toXml())
                        .doesNotContain(Namespaces.POLICY));
        alice.plain().say("bob@alpha.test", PASSED);
        assertThat(bob.plain().next(20).getBody()).isEqualTo(PASSED);
        assertThat(root.start("policy").attribute("type")).contains("error");
      }
      assertThat(alpha.log()).doesNotContain("at im.symbolon.");
      alpha.stop();
      assertNowhere(alpha.home());
    }
  }

  private static void assertNowhere(Path home) throws Exception {
    Needles needles = new Needles().text("control", "encryption, everybody").text("words", WORDS);
    BlindnessSearch.Result found = new BlindnessSearch(needles).search(List.of(home));
    assertThat(found.found("control")).as("the audit log is among the files").isTrue();
    assertThat(found.found("words")).as("%s", found.findings()).isFalse();
  }
}
