package im.symbolon.suite;

import static im.symbolon.suite.AdHoc.field;
import static im.symbolon.suite.Scene.awaitLines;
import static im.symbolon.suite.Scene.befriend;
import static im.symbolon.suite.Scene.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.people.Device;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.policy.DomainPolicy;
import im.symbolon.protocol.policy.PolicyTerms;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.JdkSignatureVerifier;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.X509TrustManager;
import org.jivesoftware.smack.filter.StanzaTypeFilter;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A domain's policy at the edge of a real server, on the way to another one and back. */
class PolicyOnOpenfireTest {
  private static final String WORDS = "the merger is on friday";
  private static final String ENCRYPTED =
      "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='1'/><payload>AAAA</payload></encrypted>";
  private static final String LEGACY =
      "<encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='1'/></encrypted>";
  private static final String BODY = "<body>" + WORDS + "</body>";
  private static final String NOT_ENCRYPTED =
      "This was not delivered: messages here must be end-to-end encrypted (OMEMO).";
  private static final int SECONDS = 20;
  private static final String OPEN = field("open", "1");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;
  private static RunningOpenfire alpha;
  private static RunningOpenfire beta;
  private static X509TrustManager trust;
  private static AdHoc root;

  @BeforeAll
  static void start() throws Exception {
    lab =
        FederationLab.start(
            LabPlan.of(directory, "alpha.test", "beta.test")
                .withPlugin(PluginOnOpenfireTest.PLUGIN)
                .withProperty("xmpp.server.tls.policy", "optional")
                .withProperty("admin.authorizedJIDs", "root@alpha.test"));
    alpha = lab.server("alpha.test");
    beta = lab.server("beta.test");
    trust = lab.ca().trustManager();
    for (RunningOpenfire server : lab.servers()) {
      server.awaitPlugin("symbolon", Duration.ofSeconds(SECONDS));
    }
    root = AdHoc.register(alpha, trust);
  }

  @AfterAll
  static void stop() {
    if (root != null) {
      root.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  private static String message(String to, String content) {
    return "<message type='chat' id='m1' to='" + to + "'>" + content + "</message>";
  }

  /** An error that says why, from the address that was written to, without the content. */
  private static void assertBounced(RawClient sender, String from, String why) throws Exception {
    Message bounce = sender.plain().next(SECONDS);
    assertThat(bounce).as("an error").isNotNull();
    String xml = bounce.toXML().toString();
    assertThat(bounce.getType()).as(xml).isEqualTo(Message.Type.error);
    assertThat(xml).contains(why, "policy-violation").doesNotContain(WORDS);
    assertThat(bounce.getFrom().asBareJid().toString()).isEqualTo(from);
    assertThat(bounce.getBody()).isNull();
  }

  private static void assertArrives(RawClient receiver, String content) throws Exception {
    Message message = receiver.plain().next(SECONDS);
    assertThat(message).as("a message with " + content).isNotNull();
    assertThat(message.toXML().toString()).contains(content).doesNotContain(WORDS);
  }

  @Test
  void plaintextBouncesBothWaysAndEncryptedPasses() throws Exception {
    root.policy(OPEN, field("rules", "everybody = required"));
    try (RawClient alice = RawClient.register(alpha, "alice1", trust);
        RawClient bob = RawClient.register(beta, "bob1", trust)) {
      alice.say(message("bob1@beta.test", BODY));
      assertBounced(alice, "bob1@beta.test", NOT_ENCRYPTED);
      alice.say(message("bob1@beta.test", ENCRYPTED));
      assertArrives(bob, "urn:xmpp:omemo:2");

      bob.say(message("alice1@alpha.test", BODY));
      assertBounced(bob, "alice1@alpha.test", NOT_ENCRYPTED);
      bob.say(message("alice1@alpha.test", ENCRYPTED));
      assertArrives(alice, "urn:xmpp:omemo:2");
      assertThat(root.audit())
          .contains("alice1@alpha.test", "bob1@beta.test", "encryption, everybody", "REFUSED")
          .doesNotContain(WORDS);
    }
  }

  @Test
  void ourOwnMessagesPassTheStrictestPolicy() throws Exception {
    root.policy(OPEN, field("rules", "everybody = required 2"));
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice2@alpha.test", "laptop");
      Device bob = scene.joins("bob2@beta.test", "phone");
      befriend(alice, bob);
      awaitLines(bob, alice, alice, say(alice, bob, "sealed", 1, 3));
      awaitLines(alice, bob, bob, say(bob, alice, "sealed", 1, 3));
      scene.assertClean();
    }
    assertThat(root.audit()).doesNotContain("alice2@alpha.test", "bob2@beta.test");
  }

  @Test
  void anOlderVersionOfOmemoThanDemandedBounces() throws Exception {
    root.policy(OPEN, field("rules", "domain beta.test = required 2"));
    try (RawClient alice = RawClient.register(alpha, "alice3", trust);
        RawClient bob = RawClient.register(beta, "bob3", trust);
        RawClient carol = RawClient.register(alpha, "carol3", trust)) {
      alice.say(message("bob3@beta.test", LEGACY));
      assertBounced(alice, "bob3@beta.test", "OMEMO 2 or newer");
      bob.say(message("alice3@alpha.test", LEGACY));
      assertBounced(bob, "alice3@alpha.test", "OMEMO 2 or newer");
      alice.say(message("carol3@alpha.test", LEGACY)); // the rule is for another domain
      assertArrives(carol, "axolotl");
    }
  }

  @Test
  void membersOfAGroupAreHeldToItsRule() throws Exception {
    root.policy(OPEN, field("rules", "group board = required"));
    try (RawClient alice = RawClient.register(alpha, "alice4", trust);
        RawClient carol = RawClient.register(alpha, "carol4", trust);
        RawClient bob = RawClient.register(beta, "bob4", trust)) {
      root.group("board", "alice4@alpha.test");
      alice.say(message("bob4@beta.test", BODY));
      assertBounced(alice, "bob4@beta.test", NOT_ENCRYPTED);
      bob.say(message("alice4@alpha.test", BODY));
      assertBounced(bob, "alice4@alpha.test", NOT_ENCRYPTED);
      carol.say(message("bob4@beta.test", "<body>hello</body>"));
      assertArrives(bob, "hello");
      assertThat(root.audit()).contains("encryption, group board");
    }
  }

  @Test
  void aRoomTakesNoPlaintextAndPassesEncryptedOn() throws Exception {
    String room = "plans@conference.alpha.test";
    root.policy(OPEN, field("rules", "room " + room + " = required"));
    try (RawClient alice = RawClient.register(alpha, "alice5", trust);
        RawClient bob = RawClient.register(beta, "bob5", trust)) {
      enter(alice, room);
      alice.ask(
          "set",
          room,
          "<query xmlns='http://jabber.org/protocol/muc#owner'>"
              + "<x xmlns='jabber:x:data' type='submit'/></query>");
      enter(bob, room);
      for (RawClient each : List.of(alice, bob)) {
        each.say("<message type='groupchat' id='g1' to='" + room + "'>" + BODY + "</message>");
        awaitBounce(each, room);
      }
      bob.say("<message type='groupchat' id='g2' to='" + room + "'>" + ENCRYPTED + "</message>");
      for (RawClient each : List.of(alice, bob)) {
        awaitEncrypted(each);
      }
    }
  }

  private static void enter(RawClient client, String room) throws Exception {
    String nick = client.plain().address().replaceAll("@.*", "");
    client.say(
        "<presence to='"
            + room
            + "/"
            + nick
            + "'><x xmlns='http://jabber.org/protocol/muc'/></presence>");
    Message subject = client.plain().next(5); // some servers send none for a new room
    assertThat(subject == null ? "" : subject.toXML().toString()).doesNotContain(WORDS);
  }

  private static void awaitBounce(RawClient client, String room) throws Exception {
    Message next = client.plain().next(SECONDS);
    while (next != null && next.getType() != Message.Type.error) {
      assertThat(next.toXML().toString()).doesNotContain(WORDS);
      next = client.plain().next(SECONDS);
    }
    assertThat(next).as("a bounce from the room").isNotNull();
    assertThat(next.getFrom().toString()).isEqualTo(room);
    assertThat(next.toXML().toString()).contains(NOT_ENCRYPTED).doesNotContain(WORDS);
  }

  private static void awaitEncrypted(RawClient client) throws Exception {
    Message next = client.plain().next(SECONDS);
    while (next != null && !next.toXML().toString().contains("urn:xmpp:omemo:2")) {
      assertThat(next.toXML().toString()).doesNotContain(WORDS);
      next = client.plain().next(SECONDS);
    }
    assertThat(next).as("the room's encrypted message").isNotNull();
  }

  @Test
  void servicesAndWhoIsListedAreExempt() throws Exception {
    root.policy(OPEN, field("rules", "everybody = required"), field("exempt", "bot6@alpha.test"));
    try (RawClient alice = RawClient.register(alpha, "alice6", trust);
        RawClient bot = RawClient.register(alpha, "bot6", trust)) {
      alice.say(message("bot6@alpha.test", "<body>weather?</body>"));
      assertArrives(bot, "weather?");
      bot.say(message("alice6@alpha.test", "<body>rain</body>"));
      assertArrives(alice, "rain");
      alice.say(message("e2ee.alpha.test", "<body>hello</body>"));
      alice.say(message("alpha.test", "<body>hello, server</body>"));
      assertArrives(root.client(), "hello, server"); // which passes it on
      assertThat(root.audit()).doesNotContain("alice6@alpha.test");
      alice.say(message("root@alpha.test", BODY));
      assertBounced(alice, "root@alpha.test", NOT_ENCRYPTED);
    }
  }

  @Test
  void inADryRunAllPassesAndIsInTheLog() throws Exception {
    root.policy(
        OPEN,
        field("rules", "everybody = required"),
        field("denied", "beta.test"),
        field("dry-run", "1"));
    try (RawClient alice = RawClient.register(alpha, "alice7", trust);
        RawClient carol = RawClient.register(alpha, "carol7", trust);
        RawClient bob = RawClient.register(beta, "bob7", trust)) {
      alice.say(message("carol7@alpha.test", "<body>lunch?</body>"));
      assertArrives(carol, "lunch?");
      alice.say(message("bob7@beta.test", "<body>lunch?</body>"));
      assertArrives(bob, "lunch?");
      assertThat(root.audit())
          .contains("WOULD_REFUSE", "alice7@alpha.test", "carol7@alpha.test")
          .contains("domain beta.test")
          .doesNotContain("lunch");
    }
  }

  @Test
  void nothingIsExchangedWithADomainThatIsShutOut() throws Exception {
    try (RawClient alice = RawClient.register(alpha, "alice8", trust);
        RawClient bob = RawClient.register(beta, "bob8", trust)) {
      root.policy(OPEN, field("denied", "beta.test"));
      String why = "Nothing is exchanged between alpha.test and beta.test.";
      alice.say(message("bob8@beta.test", ENCRYPTED));
      assertBounced(alice, "bob8@beta.test", why);
      bob.say(message("alice8@alpha.test", ENCRYPTED));
      assertBounced(bob, "alice8@alpha.test", why);
      assertOneError(alice, why);
      XmlElement asked = bob.ask("get", "alpha.test", "<ping xmlns='urn:xmpp:ping'/>");
      assertThat(asked.toXml()).contains("policy-violation", why);
      assertThat(root.audit()).contains("domain beta.test", "bob8@beta.test");

      root.policy(OPEN);
      alice.say(message("bob8@beta.test", ENCRYPTED));
      assertArrives(bob, "urn:xmpp:omemo:2");
    }
  }

  /** The server sends presence by itself, past the place where it judges what comes in. */
  @Test
  void presenceOfContactsStaysAwayFromADomainThatIsShutOut() throws Exception {
    root.policy(OPEN);
    try (RawClient alice = RawClient.register(alpha, "alice11", trust);
        RawClient bob = RawClient.register(beta, "bob11", trust)) {
      List<String> seen = new CopyOnWriteArrayList<>();
      bob.plain()
          .connection()
          .addStanzaListener(s -> seen.add(s.toXML().toString()), StanzaTypeFilter.PRESENCE);
      bob.say("<presence type='subscribe' to='alice11@alpha.test'/>");
      alice.say("<presence type='subscribed' to='bob11@beta.test'/>");
      await()
          .atMost(Duration.ofSeconds(SECONDS))
          .untilAsserted(
              () -> {
                alice.say("<presence type='subscribed' to='bob11@beta.test'/>");
                alice.say("<presence><status>first</status></presence>");
                assertThat(seen).anyMatch(xml -> xml.contains("first"));
              });
      root.policy(OPEN, field("denied", "beta.test"));
      alice.say("<presence><status>second</status></presence>");
      alice.ask("get", "alpha.test", "<ping xmlns='urn:xmpp:ping'/>");
      root.policy(OPEN);
      alice.say("<presence><status>third</status></presence>");
      await()
          .atMost(Duration.ofSeconds(SECONDS))
          .until(() -> seen.stream().anyMatch(xml -> xml.contains("third")));
      assertThat(seen).noneMatch(xml -> xml.contains("second"));
    }
  }

  /** The host would answer by itself, without a reason. */
  private static void assertOneError(RawClient client, String why) throws Exception {
    List<IQ> seen = new CopyOnWriteArrayList<>();
    client.plain().connection().addStanzaListener(s -> seen.add((IQ) s), StanzaTypeFilter.IQ);
    XmlElement answer = client.ask("get", "bob8@beta.test", "<ping xmlns='urn:xmpp:ping'/>");
    assertThat(answer.toXml()).contains("policy-violation", why);
    client.ask("get", "alpha.test", "<ping xmlns='urn:xmpp:ping'/>");
    await().atMost(Duration.ofSeconds(SECONDS)).until(() -> seen.size() >= 2);
    assertThat(seen).filteredOn(iq -> iq.getType() == IQ.Type.error).hasSize(1);
  }

  @Test
  void theSignedPolicyIsForEverybodyToSee() throws Exception {
    root.policy(OPEN, field("rules", "everybody = required 2"));
    try (RawClient bob = RawClient.register(beta, "bob9", trust)) {
      String disco = "<query xmlns='" + Namespaces.DISCO_INFO + "'/>";
      assertThat(bob.ask("get", "alpha.test", disco).toXml()).contains(Namespaces.POLICY);
      DomainPolicy first = policy(bob);
      assertThat(first.terms())
          .isEqualTo(new PolicyTerms(true, Optional.of(OmemoVersion.OMEMO_2), true));
      root.policy(field("allowed", "beta.test"));
      DomainPolicy next = policy(bob);
      assertThat(next.version()).isGreaterThan(first.version());
      assertThat(next.key()).isEqualTo(first.key());
      assertThat(next.terms()).isEqualTo(new PolicyTerms(false, Optional.empty(), false));
    }
  }

  private static DomainPolicy policy(RawClient asker) throws Exception {
    XmlElement answer = asker.ask("get", "alpha.test", DomainPolicy.question());
    assertThat(answer.attribute("type")).as(answer.toXml()).contains("result");
    return DomainPolicy.parse(answer.children().get(0))
        .verify("alpha.test", Instant.now(), new JdkSignatureVerifier());
  }

  /** The server's own setting does it, and is not weakened when the policy is. */
  @Test
  void encryptedConnectionsBecomeTheServersOwnSetting() throws Exception {
    root.policy(OPEN, field("tls-only", "1"));
    await()
        .atMost(Duration.ofSeconds(SECONDS))
        .untilAsserted(
            () ->
                assertThat(AdHoc.value(root.start("overview"), "server-tls"))
                    .isEqualTo("required"));
    root.policy(OPEN);
    assertThat(AdHoc.value(root.start("overview"), "server-tls")).isEqualTo("required");
    assertThat(root.audit()).contains("xmpp.server.tls.policy is required now");
    try (RawClient alice = RawClient.register(alpha, "alice10", trust);
        RawClient bob = RawClient.register(beta, "bob10", trust)) {
      alice.say(message("bob10@beta.test", ENCRYPTED)); // the old connections were closed
      assertArrives(bob, "urn:xmpp:omemo:2");
      bob.say(message("alice10@alpha.test", ENCRYPTED));
      assertArrives(alice, "urn:xmpp:omemo:2");
    }
  }
}
