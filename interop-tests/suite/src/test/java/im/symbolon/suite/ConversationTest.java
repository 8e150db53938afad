package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.people.Device;
import im.symbolon.lab.people.RememberingRandom;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.protocol.BareJid;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two people on two federated domains, with our plugin on both servers. */
class ConversationTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path directory;
  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    LabPlan plan = LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test");
    lab = FederationLab.start(plan.withPlugin(PluginOnOpenfireTest.PLUGIN));
  }

  @AfterAll
  static void stop() {
    lab.close();
  }

  private static Device device(String account, String name) throws Exception {
    BareJid jid = BareJid.parse(account);
    return Device.of(lab, jid, name, directory, new RememberingRandom());
  }

  @Test
  void talksBothWaysAcrossDomains() throws Exception {
    try (Device alice = device("alice@alpha.test", "laptop").register().connect();
        Device bob = device("bob@beta.test", "phone").register().connect()) {
      ChatMessage hello = alice.messenger().send(bob.account(), "Hello, Bob — grüße ✓");
      await().atMost(PATIENCE).until(() -> bob.texts().contains("Hello, Bob — grüße ✓"));
      bob.messenger().send(alice.account(), "Hello, Alice");
      await().atMost(PATIENCE).until(() -> alice.texts().contains("Hello, Alice"));
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  alice
                      .own(hello.id())
                      .map(m -> m.state() == DeliveryState.DELIVERED)
                      .orElse(false));
      assertThat(alice.notes()).isEmpty();
      assertThat(bob.notes()).isEmpty();
    }
  }
}
