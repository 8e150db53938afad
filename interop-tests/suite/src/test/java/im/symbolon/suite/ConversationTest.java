package im.symbolon.suite;

import static im.symbolon.suite.Scene.PATIENCE;
import static im.symbolon.suite.Scene.awaitLines;
import static im.symbolon.suite.Scene.awaitState;
import static im.symbolon.suite.Scene.befriend;
import static im.symbolon.suite.Scene.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.people.Device;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.ratchet.RatchetException;
import im.symbolon.ratchet.dialect.Dialect;
import im.symbolon.ratchet.omemo.KeyExchangeMessage;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People on two federated domains, with our plugin on both servers. */
class ConversationTest {
  private static final Pattern KEY_EXCHANGE =
      Pattern.compile("<key [^>]*kex=.true.[^>]*>([^<]*)</key>");

  private static final Pattern ADDITION =
      Pattern.compile("<add xmlns=.urn:symbolon:prekeys:0.[^>]*><publish [^>]*device=(.\\d+.)");

  /** What the service says to a device's question, and to an addition that it took. */
  private static final Pattern LISTED =
      Pattern.compile(
          "type=.result.[^>]*><devices xmlns=.urn:symbolon:prekeys:0.[^>]*[^>/]>(.*?)</devices>");

  @TempDir static Path directory;
  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    LabPlan plan = LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test");
    lab = FederationLab.start(plan.withPlugin(PluginOnOpenfireTest.PLUGIN).recordingStanzas());
    for (RunningOpenfire server : lab.servers()) {
      server.awaitPlugin("symbolon", Duration.ofSeconds(30));
    }
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  private static Scene scene() {
    return new Scene(lab, directory);
  }

  @Test
  void talksBothWaysAcrossDomainsInAnyScriptAndLength() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice1@alpha.test", "laptop");
      Device bob = scene.joins("bob1@beta.test", "phone");
      List<String> texts =
          List.of(
              "Hello, Bob",
              "grüße ✓ Ἀθήνη 日本語 עברית",
              "👩‍👩‍👧‍👦🇪🇺 <b>&amp; \"quotes\" ]]>",
              "line\nbreak\ttab",
              "ß".repeat(30_000));
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

  @Test
  void contactsFindEachOtherAndTheFirstMessageWaitsForWhoIsAway() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice2@alpha.test", "laptop");
      Device bob = scene.joins("bob2@beta.test", "phone");
      befriend(alice, bob);
      bob.stop();
      List<String> lines = say(alice, bob, "while you were away", 1, 3);
      ChatMessage last = alice.messenger().history(bob.account(), 1).get(0);
      awaitState(alice, bob.account(), last.id(), DeliveryState.SENT);
      bob.start().connect();
      awaitLines(bob, alice, alice, lines);
      awaitState(alice, bob.account(), last.id(), DeliveryState.DELIVERED);
      awaitLines(alice, bob, bob, List.of());
      scene.assertClean();
    }
  }

  @Test
  void allDevicesOfBothSeeEverythingOnce() throws Exception {
    try (Scene scene = scene()) {
      Device laptop = scene.joins("alice3@alpha.test", "laptop");
      Device bobPhone = scene.joins("bob3@beta.test", "phone");
      befriend(laptop, bobPhone);
      Device tablet = scene.links(laptop, "tablet");
      Device bobDesk = scene.links(bobPhone, "desk");
      awaitHeard(laptop, tablet);
      awaitHeard(bobPhone, bobDesk);
      List<String> fromAlice = new ArrayList<>();
      List<String> fromBob = new ArrayList<>();
      fromAlice.addAll(converse(laptop, bobPhone, "from the laptop"));
      fromBob.addAll(converse(bobPhone, laptop, "from the phone"));
      fromAlice.addAll(converse(tablet, bobPhone, "from the tablet"));
      fromBob.addAll(converse(bobDesk, tablet, "from the desk"));
      for (Device each : List.of(laptop, tablet)) {
        awaitLines(each, bobPhone, bobPhone, fromBob);
        awaitLines(each, bobPhone, laptop, fromAlice);
      }
      for (Device each : List.of(bobPhone, bobDesk)) {
        awaitLines(each, laptop, bobPhone, fromBob);
        awaitLines(each, laptop, laptop, fromAlice);
      }
      scene.assertClean();
    }
  }

  /** So that two which come at the same moment do not throw each other out of a list. */
  @Test
  void devicesAreAddedToTheListsInOneStep() throws Exception {
    try (Scene scene = scene()) {
      Device laptop = scene.joins("alice9@alpha.test", "laptop");
      Device tablet = scene.links(laptop, "tablet");
      awaitHeard(laptop, tablet);
      for (Device each : List.of(laptop, tablet)) {
        String device = "\"" + each.messenger().device() + "\"";
        await().atMost(PATIENCE).until(() -> recorded(ADDITION).contains(device));
        await().atMost(PATIENCE).until(() -> recorded(LISTED).contains(device));
      }
      scene.assertClean();
    }
  }

  private static String recorded(Pattern pattern) throws Exception {
    StringBuilder found = new StringBuilder();
    Matcher each = pattern.matcher(lab.server("alpha.test").recordedStanzas());
    while (each.find()) {
      found.append(each.group(1)).append('\n');
    }
    return found.toString();
  }

  private static List<String> converse(Device from, Device to, String what) throws Exception {
    List<String> lines = say(from, to, what, 1, 5);
    List<ChatMessage> sent = from.messenger().history(to.account(), 1);
    awaitState(from, to.account(), sent.get(0).id(), DeliveryState.DELIVERED);
    return lines;
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

  @Test
  void aClientThatIsStoppedOrCutGoesOnWhereItWas() throws Exception {
    RunningOpenfire beta = lab.server("beta.test");
    try (CuttableRelay relay =
            new CuttableRelay(new InetSocketAddress(beta.address(), beta.c2sPort()));
        Scene scene = scene()) {
      Device alice = scene.joins("alice4@alpha.test", "laptop");
      Device bob = scene.registered("bob4@beta.test", "phone").through(relay.address());
      bob.stop();
      scene.online(bob.start());
      List<String> fromAlice = say(alice, bob, "a", 1, 10);
      List<String> fromBob = say(bob, alice, "b", 1, 10);
      bob.stop();
      fromAlice.addAll(say(alice, bob, "a", 11, 20));
      bob.start().connect();
      fromBob.addAll(say(bob, alice, "b", 11, 20));
      fromAlice.addAll(say(alice, bob, "a", 21, 30));
      relay.refuse(true);
      relay.cut();
      bob.stop();
      fromAlice.addAll(say(alice, bob, "a", 31, 40));
      relay.refuse(false);
      bob.start().keepConnected();
      fromBob.addAll(say(bob, alice, "b", 21, 30));
      Scene.awaitAll(bob, alice, alice, fromAlice);
      awaitLines(alice, bob, bob, fromBob);
      scene.assertClean();
    }
  }

  @Test
  void theQueueSurvivesARestartAndEveryStateIsSeen() throws Exception {
    try (Scene scene = scene()) {
      Device bob = scene.joins("bob5@beta.test", "phone");
      Device alice = scene.joins("alice5@alpha.test", "laptop");
      alice.stop();
      alice.start();
      bob.stop();
      ChatMessage message = alice.messenger().send(bob.account(), "in the queue");
      assertThat(message.state()).isEqualTo(DeliveryState.QUEUED);
      alice.stop();
      alice.start();
      awaitState(alice, bob.account(), message.id(), DeliveryState.QUEUED);
      alice.connect();
      awaitState(alice, bob.account(), message.id(), DeliveryState.SENT);
      bob.start().connect();
      awaitState(alice, bob.account(), message.id(), DeliveryState.DELIVERED);
      awaitLines(bob, alice, alice, List.of("alice5: in the queue"));
      scene.assertClean();
    }
  }

  @Test
  void aMessageWaitsForTheFirstDeviceOfItsContact() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice6@alpha.test", "laptop");
      Device bob = scene.registered("bob6@beta.test", "phone");
      ChatMessage message = alice.messenger().send(bob.account(), "who is first?");
      scene.online(bob);
      awaitLines(bob, alice, alice, List.of("alice6: who is first?"));
      awaitState(alice, bob.account(), message.id(), DeliveryState.DELIVERED);
      scene.assertClean();
    }
  }

  /** DESIGN §2.3: one prekey, one use. */
  @Test
  void sessionsBeginWithPrekeysClaimedFromTheContactsDomain() throws Exception {
    try (Scene scene = scene()) {
      Device alice = scene.joins("alice7@alpha.test", "laptop");
      Device bob = scene.joins("bob7@beta.test", "phone");
      List<String> lines = say(alice, bob, "claimed", 1, 1);
      awaitLines(bob, alice, alice, lines);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(begunBy(alice)).isNotEmpty());
      assertThat(begunBy(alice))
          .allSatisfy(kex -> assertThat(Pool.of(kex.preKey())).isEqualTo(Pool.CLAIM));
    }
  }

  @Test
  void strangersJunkLeavesLinesAndTheConversationGoesOn() throws Exception {
    try (Scene scene = scene();
        RawClient mallory =
            RawClient.register(lab.server("alpha.test"), "mallory8", lab.ca().trustManager())) {
      Device alice = scene.joins("alice8@alpha.test", "laptop");
      Device bob = scene.joins("bob8@beta.test", "phone");
      awaitLines(bob, alice, alice, say(alice, bob, "before", 1, 3));
      String key = "<key rid='" + bob.messenger().device() + "' kex='true'>";
      String keys = "<keys jid='bob8@beta.test'>" + key;
      for (String inside :
          List.of(
              "<body>plain</body>",
              "<encrypted xmlns='urn:xmpp:omemo:2'/>",
              "<encrypted xmlns='urn:xmpp:omemo:9'><header sid='1'/></encrypted><body>?</body>",
              omemo(keys + "AAAA</key></keys>", "<payload>AAAA</payload>"),
              omemo(keys + "%%%</key></keys>", "<payload>AAAA</payload>"),
              omemo("", "<payload>AAAA</payload>"),
              omemo(keys + "AAAA</key></keys>", "<payload>" + "A".repeat(900_000) + "</payload>"),
              "<received xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'>"
                  + "<message xmlns='jabber:client' from='alice8@alpha.test' to='bob8@beta.test'"
                  + " type='chat'><body>forged</body></message></forwarded></received>")) {
        mallory.say(
            "<message to='bob8@beta.test' type='chat' id='m"
                + inside.hashCode()
                + "'>"
                + inside
                + "</message>");
      }
      BareJid stranger = BareJid.parse("mallory8@alpha.test");
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(bob.chat(stranger)).hasSizeGreaterThanOrEqualTo(7));
      assertThat(bob.chat(stranger))
          .allMatch(line -> line.startsWith("mallory8: ["))
          .contains(
              "mallory8: [UNENCRYPTED]",
              "mallory8: [UNKNOWN_ENCRYPTION]",
              "mallory8: [NOT_AUTHENTIC]",
              "mallory8: [NOT_FOR_THIS_DEVICE]",
              "mallory8: [TOO_LARGE]");
      awaitLines(alice, bob, bob, say(bob, alice, "after", 1, 3));
      assertThat(bob.chat(alice.account())).noneMatch(line -> line.contains("["));
      assertThat(mallory.plain().next(1)).isNull();
    }
  }

  private static String omemo(String keys, String payload) {
    return "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='5'>"
        + keys
        + "</header>"
        + payload
        + "</encrypted>";
  }

  private static List<KeyExchangeMessage> begunBy(Device device) throws Exception {
    List<KeyExchangeMessage> found = new ArrayList<>();
    Matcher keys = KEY_EXCHANGE.matcher(lab.server("beta.test").recordedStanzas());
    while (keys.find()) {
      try {
        byte[] bytes = Base64.getDecoder().decode(keys.group(1));
        KeyExchangeMessage kex = Dialect.of(OmemoVersion.OMEMO_2).parseKeyExchange(bytes);
        if (kex.identity().equals(device.messenger().identity())) {
          found.add(kex);
        }
      } catch (RatchetException | IllegalArgumentException e) {
        // what another test sent on purpose
      }
    }
    return found;
  }
}
