package im.symbolon.peers.server;

import static im.symbolon.suite.Scene.PATIENCE;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.RunningServer;
import im.symbolon.lab.Software;
import im.symbolon.lab.people.Device;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.protocol.BareJid;
import im.symbolon.suite.CuttableRelay;
import im.symbolon.suite.Scene;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** People whose domains run different servers write to each other, without being contacts. */
@NeedsServers({Software.PROSODY, Software.EJABBERD})
class ConversationAcrossServersTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    lab = MixedLab.start(directory.resolve("servers"));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource({
    "alpha.test, prosody.test",
    "alpha.test, ejabberd.test",
    "beta.test, prosody.test",
    "beta.test, ejabberd.test",
    "prosody.test, ejabberd.test",
    "alpha.test, beta.test",
    "prosody.test, prosody.test",
    "ejabberd.test, ejabberd.test",
  })
  void strangersTalkBothWays(String one, String other) throws Exception {
    String pair = one.charAt(0) + "" + other.charAt(0);
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice-" + pair + "@" + one, "laptop");
      Device bob = scene.joins("bob-" + pair + "@" + other, "phone");
      List<String> texts = List.of("Hello", "grüße ✓ Ἀθήνη 日本語", "<b>&amp; \"quotes\" ]]>");
      for (String text : texts) {
        alice.messenger().send(bob.account(), text);
        bob.messenger().send(alice.account(), text);
      }
      await()
          .atMost(PATIENCE)
          .until(() -> bob.texts().equals(texts) && alice.texts().equals(texts));
      scene.assertClean();
    }
  }

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource({
    "prosody.test, ejabberd.test",
    "ejabberd.test, prosody.test",
    "alpha.test, prosody.test",
    "ejabberd.test, beta.test",
  })
  void contactsWithTwoDevicesEachSeeEverythingOnce(String one, String other) throws Exception {
    String pair = "2" + one.charAt(0) + other.charAt(0);
    try (Scene scene = new Scene(lab, directory)) {
      Device laptop = scene.joins("alice" + pair + "@" + one, "laptop");
      Device phone = scene.joins("bob" + pair + "@" + other, "phone");
      Scene.befriend(laptop, phone);
      Device tablet = scene.links(laptop, "tablet");
      Device desk = scene.links(phone, "desk");
      awaitHeard(laptop, tablet);
      awaitHeard(phone, desk);
      List<String> fromAlice = converse(laptop, phone, "from the laptop");
      List<String> fromBob = converse(phone, laptop, "from the phone");
      fromAlice.addAll(converse(tablet, phone, "from the tablet"));
      fromBob.addAll(converse(desk, tablet, "from the desk"));
      for (Device each : List.of(laptop, tablet)) {
        Scene.awaitLines(each, phone, phone, fromBob);
        Scene.awaitLines(each, phone, laptop, fromAlice);
      }
      for (Device each : List.of(phone, desk)) {
        Scene.awaitLines(each, laptop, phone, fromBob);
        Scene.awaitLines(each, laptop, laptop, fromAlice);
      }
      scene.assertClean();
    }
  }

  @ParameterizedTest(name = "{0} writes to {1}")
  @CsvSource({
    "prosody.test, ejabberd.test",
    "ejabberd.test, prosody.test",
    "alpha.test, ejabberd.test",
    "ejabberd.test, alpha.test",
    "beta.test, prosody.test",
    "prosody.test, beta.test",
  })
  void whoWasAwayOrCutMissesNothing(String one, String other) throws Exception {
    String pair = "3" + one.charAt(0) + other.charAt(0);
    RunningServer server = lab.host(other);
    try (CuttableRelay relay =
            new CuttableRelay(new InetSocketAddress(server.address(), server.c2sPort()));
        Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice" + pair + "@" + one, "laptop");
      Device bob = scene.registered("bob" + pair + "@" + other, "phone").through(relay.address());
      bob.stop();
      List<String> lines = new ArrayList<>(Scene.say(alice, bob, "before the first start", 1, 2));
      scene.online(bob.start());
      Scene.awaitLines(bob, alice, alice, lines);
      bob.stop();
      lines.addAll(Scene.say(alice, bob, "while away", 1, 10));
      awaitSent(alice, bob);
      bob.start().connect();
      lines.addAll(Scene.say(alice, bob, "while there", 1, 5));
      Scene.awaitLines(bob, alice, alice, lines);
      bob.keepConnected();
      relay.cut();
      lines.addAll(Scene.say(alice, bob, "while cut", 1, 5));
      Scene.awaitLines(bob, alice, alice, lines);
      Scene.awaitLines(alice, bob, bob, Scene.say(bob, alice, "back", 1, 3));
      scene.assertClean();
    }
  }

  private static List<String> converse(Device from, Device to, String what) throws Exception {
    List<String> lines = Scene.say(from, to, what, 1, 5);
    ChatMessage last = from.messenger().history(to.account(), 1).get(0);
    Scene.awaitState(from, to.account(), last.id(), DeliveryState.DELIVERED);
    return lines;
  }

  private static void awaitSent(Device from, Device to) throws Exception {
    ChatMessage last = from.messenger().history(to.account(), 1).get(0);
    Scene.awaitState(from, to.account(), last.id(), DeliveryState.SENT);
  }

  /** A device's greeting tells the other own ones that it is there: it can then write to it. */
  private static void awaitHeard(Device first, Device second) throws Exception {
    BareJid own = first.account();
    ChatMessage note = first.messenger().send(own, "note to myself");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                second.messenger().history(own, 10).stream()
                    .anyMatch(m -> m.id().equals(note.id())));
  }
}
