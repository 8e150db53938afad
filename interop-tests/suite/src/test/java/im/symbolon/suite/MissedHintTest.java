package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.delivery.MissedHint;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.TestLists;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.X509TrustManager;
import org.jivesoftware.smack.packet.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two real servers that federate, of which only beta.test has the plugin. */
class MissedHintTest {
  private static final int LAPTOP = 7;
  private static final int SECONDS = 20;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;
  private static RunningOpenfire alpha;
  private static RunningOpenfire beta;
  private static X509TrustManager trust;

  @BeforeAll
  static void start() throws Exception {
    LabPlan plan = LabPlan.of(directory, "alpha.test", "beta.test");
    lab = FederationLab.start(plan.withPlugin(PluginOnOpenfireTest.PLUGIN, "beta.test"));
    alpha = lab.server("alpha.test");
    beta = lab.server("beta.test");
    trust = lab.ca().trustManager();
    beta.awaitPlugin("symbolon", Duration.ofSeconds(SECONDS));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void aListThatChangedBehindTheSendersBackIsToldToTheSendingClient() throws Exception {
    try (RawClient alice = RawClient.register(alpha, "alice1", trust);
        RawClient bob = RawClient.register(beta, "bob1", trust)) {
      publish(alice, Namespaces.DEVICES, signedList("alice1@alpha.test"));
      publish(bob, Namespaces.OMEMO_2_DEVICES, devices(1));
      write(alice, "m1", "bob1@beta.test");
      assertThat(bob.plain().next(SECONDS).getStanzaId()).isEqualTo("m1");

      publish(bob, Namespaces.OMEMO_2_DEVICES, devices(1, 2));
      Message missed = hinted(alice, bob, "m2");
      assertThat(bob.plain().next(SECONDS).toXML().toString()).contains("rid='1'");
      assertThat(missed.getFrom().toString()).isEqualTo("beta.test");
      assertThat(missed.getType()).isEqualTo(Message.Type.headline);
      assertThat(hintIn(missed).devices()).containsExactly(new DeviceId(2));
      assertThat(hintIn(missed).to()).isEqualTo(BareJid.parse("bob1@beta.test"));
    }
  }

  @Test
  void aNeighbourIsToldAsWell() throws Exception {
    try (RawClient carol = RawClient.register(beta, "carol2", trust);
        RawClient bob = RawClient.register(beta, "bob2", trust)) {
      publish(carol, Namespaces.DEVICES, signedList("carol2@beta.test"));
      publish(bob, Namespaces.OMEMO_2_DEVICES, devices(1, 2));
      write(carol, "m1", "bob2@beta.test");
      assertThat(hintIn(carol.plain().next(SECONDS)).id()).isEqualTo(new MessageId("m1"));
    }
  }

  @Test
  void clientsThatDoNotSayThatTheyUnderstandHearNothing() throws Exception {
    try (RawClient dave = RawClient.register(alpha, "dave3", trust);
        RawClient bob = RawClient.register(beta, "bob3", trust)) {
      publish(bob, Namespaces.OMEMO_2_DEVICES, devices(1, 2));
      write(dave, "m1", "bob3@beta.test");
      assertThat(bob.plain().next(SECONDS).getStanzaId()).isEqualTo("m1");
      assertNothingMoreFor(dave, bob);
    }
  }

  /** DESIGN §8.11: the client needs no help. */
  @Test
  void withoutThePluginMessagesPassAndNobodyHints() throws Exception {
    try (RawClient alice = RawClient.register(alpha, "alice4", trust);
        RawClient bob = RawClient.register(beta, "bob4", trust)) {
      publish(bob, Namespaces.DEVICES, signedList("bob4@beta.test"));
      publish(alice, Namespaces.OMEMO_2_DEVICES, devices(1, 2));
      write(bob, "m1", "alice4@alpha.test");
      assertThat(alice.plain().next(SECONDS).getStanzaId()).isEqualTo("m1");
      assertNothingMoreFor(bob, alice);
      assertThat(features(bob, "alpha.test")).doesNotContain(Namespaces.DELIVERY);
      assertThat(features(alice, "beta.test")).contains(Namespaces.DELIVERY);
    }
  }

  @Test
  void hostileHeadersChangeNothing() throws Exception {
    try (RawClient eve = RawClient.register(alpha, "eve5", trust);
        RawClient bob = RawClient.register(beta, "bob5", trust)) {
      publish(eve, Namespaces.DEVICES, signedList("eve5@alpha.test"));
      publish(bob, Namespaces.OMEMO_2_DEVICES, devices(1));
      for (String header :
          new String[] {
            "<header sid='7'>" + "<keys jid='bob5@beta.test'/>".repeat(20_000) + "</header>",
            "<header sid='7' xmlns='urn:other'><keys/></header>",
            "<header sid='&lt;'/>",
            "<p:header xmlns:p='urn:xmpp:omemo:2' p:sid='7'/>"
          }) {
        say(eve, "x", "bob5@beta.test", header);
        assertThat(bob.plain().next(SECONDS).getStanzaId()).isEqualTo("x");
      }
      write(eve, "m2", "bob5@beta.test");
      assertThat(bob.plain().next(SECONDS).getStanzaId()).isEqualTo("m2");
      assertThat(beta.log()).doesNotContain("at im.symbolon.");
    }
  }

  /** The server may still know the list from a moment ago: then a later message is hinted. */
  private static Message hinted(RawClient alice, RawClient bob, String id) throws Exception {
    write(alice, id, bob.plain().address());
    Message missed = alice.plain().next(10);
    if (missed == null) {
      assertThat(bob.plain().next(SECONDS).getStanzaId()).isEqualTo(id);
      return hinted(alice, bob, id + "x");
    }
    assertThat(hintIn(missed).id()).isEqualTo(new MessageId(id));
    return missed;
  }

  /** What a server has said, it said before it passes on what comes later. */
  private static void assertNothingMoreFor(RawClient sender, RawClient addressee) throws Exception {
    addressee.plain().say(sender.plain().address(), "the end");
    assertThat(sender.plain().next(SECONDS).getBody()).isEqualTo("the end");
    assertThat(sender.plain().next(2)).isNull();
  }

  private static void write(RawClient from, String id, String to) throws Exception {
    String keys = "<keys jid='" + to + "'><key rid='1'>YQ==</key></keys>";
    say(from, id, to, "<header sid='" + LAPTOP + "'>" + keys + "</header>");
  }

  private static void say(RawClient from, String id, String to, String header) throws Exception {
    from.say(
        "<message type='chat' id='"
            + id
            + "' to='"
            + to
            + "'><encrypted xmlns='urn:xmpp:omemo:2'>"
            + header
            + "<payload>YQ==</payload></encrypted><store xmlns='urn:xmpp:hints'/></message>");
  }

  private static MissedHint hintIn(Message message) throws Exception {
    assertThat(message).as("a hint").isNotNull();
    XmlElement stanza = RawXml.parse(message.toXML().toString());
    return MissedHint.parse(stanza.child(Namespaces.DELIVERY, MissedHint.NAME).orElseThrow());
  }

  private static String features(RawClient client, String domain) throws Exception {
    return client.ask("get", domain, "<query xmlns='" + Namespaces.DISCO_INFO + "'/>").toXml();
  }

  private static XmlElement signedList(String account) throws Exception {
    BareJid owner = BareJid.parse(account);
    return TestLists.of(owner, TestLists.ours(owner, LAPTOP, Capability.REPAIR));
  }

  private static XmlElement devices(int... ids) {
    Set<Integer> sorted = new TreeSet<>();
    for (int id : ids) {
      sorted.add(id);
    }
    XmlElement.Builder out = XmlElement.element(Namespaces.OMEMO_2, "devices");
    for (int id : sorted) {
      XmlElement device =
          XmlElement.element(Namespaces.OMEMO_2, "device").with("id", Integer.toString(id)).build();
      out.with(device);
    }
    return out.build();
  }

  /** On a stock 4.2 a node has to be made first, and opened. */
  private static void publish(RawClient owner, String node, XmlElement item) throws Exception {
    String form =
        "<configure><x xmlns='jabber:x:data' type='submit'><field var='FORM_TYPE'>"
            + "<value>http://jabber.org/protocol/pubsub#node_config</value></field>"
            + "<field var='pubsub#access_model'><value>open</value></field>"
            + "<field var='pubsub#persist_items'><value>1</value></field></x></configure>";
    String create = "<create node='" + node + "'/>" + form;
    owner.ask("set", null, pubsub(create)); // conflict when it is there
    XmlElement published =
        owner.ask(
            "set",
            null,
            pubsub(
                "<publish node='"
                    + node
                    + "'><item id='current'>"
                    + item.toXml()
                    + "</item></publish>"));
    assertThat(published.attribute("type")).as(published.toXml()).contains("result");
  }

  private static String pubsub(String content) {
    return "<pubsub xmlns='" + Namespaces.PUBSUB + "'>" + content + "</pubsub>";
  }
}
