package im.symbolon.suite;

import static im.symbolon.suite.Scene.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.people.Device;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.PlainMessage;
import im.symbolon.messenger.chat.PlainStanding;
import im.symbolon.messenger.plain.PlainChat;
import im.symbolon.messenger.plain.PlainChatException;
import im.symbolon.protocol.BareJid;
import java.nio.file.Path;
import java.util.List;
import org.jivesoftware.smack.packet.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody on another domain whose client has no OMEMO. One server is stock. */
class PlainChatOnOpenfireTest {
  @TempDir static Path directory;
  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    LabPlan plan = LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test");
    lab = FederationLab.start(plan.withPlugin(PluginOnOpenfireTest.PLUGIN, "alpha.test"));
    lab.server("alpha.test").awaitPlugin("symbolon", PATIENCE);
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  private static PlainClient petra(String name) throws Exception {
    return PlainClient.register(lab.server("beta.test"), name, lab.ca().trustManager());
  }

  private static List<String> shown(PlainChat chat) throws Exception {
    return chat.history(10).stream().map(PlainMessage::text).toList();
  }

  @Test
  void whoHasNoEncryptionIsWrittenToInAChatThatAPersonOpened() throws Exception {
    try (Scene scene = new Scene(lab, directory);
        PlainClient petra = petra("petra1")) {
      Device alice = scene.joins("alice1@alpha.test", "laptop");
      PlainChat chat = alice.messenger().plainChat(BareJid.parse(petra.address()));
      petra.say("alice1@alpha.test", "Do you read me?");
      await().atMost(PATIENCE).until(() -> !alice.notes().isEmpty());
      assertThat(alice.chat(chat.contact())).containsExactly("petra1: [UNENCRYPTED]");

      chat.open();
      chat.send("No. But now I do: Grüße & <more>");
      Message arrived = petra.next((int) PATIENCE.toSeconds());
      assertThat(arrived.getBody()).isEqualTo("No. But now I do: Grüße & <more>");
      petra.say("alice1@alpha.test", "Fine.");
      await().atMost(PATIENCE).until(() -> shown(chat).contains("Fine."));
      await().atMost(PATIENCE).until(() -> chat.history(2).get(0).state() == DeliveryState.SENT);
      assertThat(shown(chat)).containsExactly("No. But now I do: Grüße & <more>", "Fine.");
      assertThat(alice.chat(chat.contact())).hasSize(1);
    }
  }

  @Test
  void onceTheyHaveKeysThereIsNoPlainChatAnyMore() throws Exception {
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice2@alpha.test", "laptop");
      Device bob = scene.joins("bob2@beta.test", "phone");
      PlainChat chat = alice.messenger().plainChat(bob.account());
      assertThatThrownBy(chat::open).isInstanceOf(PlainChatException.class);
      assertThat(chat.standing()).isEqualTo(PlainStanding.ENCRYPTED);
      assertThatThrownBy(() -> chat.send("psst")).isInstanceOf(PlainChatException.class);
      Scene.awaitLines(bob, alice, alice, Scene.say(alice, bob, "sealed", 1, 2));
      scene.assertClean();
    }
  }
}
