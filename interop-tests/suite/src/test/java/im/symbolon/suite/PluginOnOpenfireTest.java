package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.protocol.prekeys.PrekeyLimits;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.protocol.prekeys.Stock;
import im.symbolon.protocol.prekeys.StockQuery;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.TestDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The plugin inside two real servers that federate, spoken to by raw stanzas. */
class PluginOnOpenfireTest {
  static final Path PLUGIN = Path.of("../../openfire-e2ee-plugin/target/symbolon.jar");

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Instant EXPIRES =
      Instant.ofEpochSecond(Instant.now().getEpochSecond()).plus(Duration.ofDays(30));

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;
  private static RunningOpenfire alpha;
  private static RunningOpenfire beta;
  private static X509TrustManager trust;

  @BeforeAll
  static void start() throws Exception {
    lab =
        FederationLab.start(
            LabPlan.of(directory, "alpha.test", "beta.test")
                .withPlugin(PLUGIN)
                .withProperty("symbolon.claims.perHour", "1000"));
    alpha = lab.server("alpha.test");
    beta = lab.server("beta.test");
    trust = lab.ca().trustManager();
    for (RunningOpenfire server : lab.servers()) {
      server.awaitPlugin("symbolon", SOON);
    }
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void isFoundOnTheDomainAndAtItsSubdomainFromBothSides() throws Exception {
    try (RawClient alice = RawClient.register(alpha, "alice1", trust)) {
      for (String to : List.of("alpha.test", "e2ee.alpha.test", "beta.test", "e2ee.beta.test")) {
        XmlElement answer = alice.ask("get", to, "<query xmlns='" + Namespaces.DISCO_INFO + "'/>");
        assertThat(answer.attribute("from")).contains(to);
        assertThat(answer.toXml()).contains("var='" + Namespaces.PREKEYS + "'");
      }
      XmlElement items =
          alice.ask("get", "beta.test", "<query xmlns='" + Namespaces.DISCO_ITEMS + "'/>");
      assertThat(items.toXml()).contains("jid='e2ee.beta.test'");
    }
  }

  @Test
  void aKeyPublishedOnOneDomainIsClaimedFromTheOther() throws Exception {
    try (RawClient bob = RawClient.register(beta, "bob2", trust);
        RawClient alice = RawClient.register(alpha, "alice2", trust)) {
      TestDevice device = device("bob2", 7);
      PrekeyPublication published = device.publication(Mode.REFILL, 0, 2, EXPIRES);
      assertThat(publish(bob, published)).isEqualTo(new Stock(new DeviceId(7), 2, true));
      ClaimRequest request = ClaimRequest.all(device.address().account());
      for (String service : List.of("beta.test", "e2ee.beta.test")) {
        var bundle = claim(alice, service, request).bundles().get(new DeviceId(7));
        assertThat(
                bundle
                    .verified(device.address(), new JdkSignatureVerifier(), Instant.now())
                    .preKeys())
            .hasSize(1);
        assertThat(published.claimKeys()).contains(bundle.key());
      }
      assertThat(claim(alice, "beta.test", request).bundles().get(new DeviceId(7)).key())
          .isEqualTo(published.lastResort());
    }
  }

  @Test
  void twoHundredClaimsAtOnceGetTwoHundredKeys() throws Exception {
    try (RawClient bob = RawClient.register(beta, "bob3", trust);
        RawClient near = RawClient.register(beta, "carol3", trust);
        RawClient far = RawClient.register(alpha, "alice3", trust)) {
      TestDevice device = device("bob3", 7);
      publish(bob, device.publication(Mode.REFILL, 0, 200, EXPIRES));
      String request = ClaimRequest.all(device.address().account()).toXml().toXml();
      List<RawClient.Asked> asked = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        asked.add(near.askLater("set", i % 2 == 0 ? "beta.test" : "e2ee.beta.test", request));
        asked.add(far.askLater("set", i % 2 == 0 ? "beta.test" : "e2ee.beta.test", request));
      }
      List<PreKeyId> ids = new ArrayList<>();
      for (RawClient.Asked each : asked) {
        try (each) {
          ids.add(claimed(each.answer()).bundles().get(new DeviceId(7)).key().id());
        }
      }
      assertThat(ids).hasSize(200).doesNotHaveDuplicates().allMatch(Pool.CLAIM::holds);
    }
  }

  @Test
  void tellsTheOwnerWhenTheStockRunsLow() throws Exception {
    try (RawClient bob = RawClient.register(beta, "bob4", trust);
        RawClient alice = RawClient.register(alpha, "alice4", trust)) {
      TestDevice device = device("bob4", 7);
      publish(bob, device.publication(Mode.REFILL, 0, PrekeyLimits.LOW_WATER + 1, EXPIRES));
      claim(alice, "beta.test", ClaimRequest.all(device.address().account()));
      Message notice = bob.plain().next(20);
      assertThat(notice.getFrom().toString()).isEqualTo("beta.test");
      assertThat(notice.toXML().toString()).contains("claim='" + PrekeyLimits.LOW_WATER + "'");
    }
  }

  @Test
  void nobodyElsePublishesInTheOwnersName() throws Exception {
    try (RawClient bob = RawClient.register(beta, "bob5", trust);
        RawClient eve = RawClient.register(beta, "eve5", trust);
        RawClient mallory = RawClient.register(alpha, "bob5", trust)) {
      TestDevice device = device("bob5", 7);
      String publication = device.publication(Mode.REFILL, 0, 2, EXPIRES).toXml().toXml();
      assertRefused("bad-request", eve.ask("set", "beta.test", publication));
      assertRefused("forbidden", mallory.ask("set", "beta.test", publication));
      assertRefused("service-unavailable", eve.ask("set", "bob5@beta.test", publication));
      assertThat(stock(bob, 7)).isEqualTo(new Stock(new DeviceId(7), 0, false));
    }
  }

  @Test
  void aDeletedAccountTakesItsKeysAlong() throws Exception {
    ClaimRequest request = ClaimRequest.all(new BareJid("bob6", "beta.test"));
    try (RawClient bob = RawClient.register(beta, "bob6", trust);
        RawClient alice = RawClient.register(alpha, "alice6", trust)) {
      publish(bob, device("bob6", 7).publication(Mode.REFILL, 0, 2, EXPIRES));
      assertThat(claim(alice, "beta.test", request).bundles()).hasSize(1);
      bob.askLater("set", null, "<query xmlns='jabber:iq:register'><remove/></query>").close();
      await()
          .atMost(SOON)
          .untilAsserted(() -> assertThat(claim(alice, "beta.test", request).bundles()).isEmpty());
    }
  }

  /** PAINS P1, P9; REVIEW 17: what OMEMO 2 clients really send. */
  @Test
  void bundlesPublishedWithOptionsAreReadByStrangersAndSurviveAPowerCut() throws Exception {
    try (RawClient alice = RawClient.register(alpha, "alice7", trust)) {
      try (RawClient bob = RawClient.register(beta, "bob7", trust)) {
        for (int device = 1; device <= 3; device++) {
          assertThat(bob.ask("set", null, bundle(device, "max")).attribute("type"))
              .contains("result");
        }
        assertThat(bob.ask("set", "bob7@beta.test", devices()).attribute("type"))
            .contains("result");
      }
      assertThat(read(alice, "bob7", Namespaces.OMEMO_2_BUNDLES))
          .contains("device-1", "device-2", "device-3");
      assertThat(read(alice, "bob7", Namespaces.OMEMO_2_DEVICES)).contains("<device");
      beta.kill();
      beta.restart();
      beta.awaitPlugin("symbolon", SOON);
      assertThat(read(alice, "bob7", Namespaces.OMEMO_2_BUNDLES))
          .contains("device-1", "device-2", "device-3");
      assertThat(read(alice, "bob7", Namespaces.OMEMO_2_DEVICES)).contains("<device");
    }
  }

  @Test
  void aNodeFromBeforeIsRepairedByTheNextPublication() throws Exception {
    try (RawClient bob = RawClient.register(beta, "bob8", trust);
        RawClient alice = RawClient.register(alpha, "alice8", trust)) {
      String create =
          "<pubsub xmlns='http://jabber.org/protocol/pubsub'><create node='"
              + Namespaces.OMEMO_2_BUNDLES
              + "'/></pubsub>";
      assertThat(bob.ask("set", null, create).attribute("type")).contains("result");
      for (int device = 1; device <= 2; device++) {
        String plain =
            bundle(device, "max").replaceAll("<publish-options>.*</publish-options>", "");
        assertThat(bob.ask("set", null, plain).attribute("type")).contains("result");
      }
      assertThat(read(alice, "bob8", Namespaces.OMEMO_2_BUNDLES)).contains("device-1", "device-2");
    }
  }

  @Test
  void theClientNeverSeesTheRepair() throws Exception {
    try (RawClient bob = RawClient.register(beta, "bob9", trust)) {
      List<IQ> seen = new CopyOnWriteArrayList<>();
      bob.plain()
          .connection()
          .addStanzaListener(stanza -> seen.add((IQ) stanza), StanzaTypeFilter.IQ);
      bob.ask("set", null, bundle(1, "max"));
      bob.ask("get", "beta.test", "<ping xmlns='urn:xmpp:ping'/>");
      await().atMost(SOON).until(() -> seen.size() >= 2);
      assertThat(seen)
          .noneMatch(iq -> iq.getType() == IQ.Type.error)
          .noneMatch(iq -> iq.getStanzaId().matches("[0-9a-f-]{36}-[0-9]+"));
    }
  }

  @Test
  void otherNodesAreLeftAsTheyWere() throws Exception {
    try (RawClient bob = RawClient.register(beta, "bob10", trust);
        RawClient alice = RawClient.register(alpha, "alice10", trust)) {
      String other = bundle(1, "10").replace(Namespaces.OMEMO_2_BUNDLES, "urn:xmpp:other");
      assertThat(bob.ask("set", null, other).attribute("type")).contains("result");
      assertRefused("not-authorized", readAnswer(alice, "bob10", "urn:xmpp:other"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<claim xmlns='urn:symbolon:prekeys:0'/>",
        "<claim xmlns='urn:symbolon:prekeys:0' account='&lt;x/&gt;'/>",
        "<claim xmlns='urn:symbolon:prekeys:0' account='a@beta.test'><device id='0'/></claim>",
        "<claim xmlns='urn:symbolon:prekeys:0' account='a@beta.test'><device xmlns='urn:x' id='1'/>"
            + "</claim>",
        "<p:claim xmlns:p='urn:symbolon:prekeys:0' p:account='a@beta.test'/>",
        "<publish xmlns='urn:symbolon:prekeys:0' device='1' mode='refill'/>",
        "<drop xmlns='urn:symbolon:prekeys:0'>'; DROP TABLE symbolonDevice; --</drop>"
      })
  void hostileRequestsGetAPlainErrorAndTheServiceLives(String xml) throws Exception {
    try (RawClient eve =
        RawClient.register(alpha, "eve" + Integer.toHexString(xml.hashCode()), trust)) {
      for (String to : List.of("beta.test", "e2ee.beta.test", "alpha.test", "e2ee.alpha.test")) {
        XmlElement answer = eve.ask("set", to, xml);
        assertRefused("bad-request", answer);
        assertThat(answer.toXml()).doesNotContain("Exception").doesNotContain("im.symbolon.");
      }
      claim(eve, "beta.test", ClaimRequest.all(new BareJid("nobody", "beta.test")));
    }
  }

  @Test
  void oversizedAndDeepRequestsAreRefused() throws Exception {
    try (RawClient eve = RawClient.register(alpha, "eve11", trust)) {
      String wide =
          "<claim xmlns='urn:symbolon:prekeys:0' account='a@beta.test'>"
              + "<device id='1'/>".repeat(5000)
              + "</claim>";
      assertRefused("bad-request", eve.ask("set", "beta.test", wide));
      String deep =
          "<claim xmlns='urn:symbolon:prekeys:0'>"
              + "<device>".repeat(500)
              + "</device>".repeat(500)
              + "</claim>";
      assertRefused("bad-request", eve.ask("set", "e2ee.beta.test", deep));
      claim(eve, "beta.test", ClaimRequest.all(new BareJid("nobody", "beta.test")));
    }
  }

  private static TestDevice device(String account, int id) {
    return new TestDevice(new BareJid(account, "beta.test"), id);
  }

  private static Stock publish(RawClient owner, PrekeyPublication publication) throws Exception {
    return Stock.parse(content(owner.ask("set", "beta.test", publication.toXml())));
  }

  private static Stock stock(RawClient owner, int device) throws Exception {
    XmlElement query = new StockQuery(new DeviceId(device)).toXml();
    return Stock.parse(content(owner.ask("get", "beta.test", query)));
  }

  private static ClaimResponse claim(RawClient claimer, String service, ClaimRequest request)
      throws Exception {
    return claimed(claimer.ask("set", service, request.toXml())).requireAnswerTo(request);
  }

  private static ClaimResponse claimed(XmlElement answer) throws Exception {
    return ClaimResponse.parse(content(answer));
  }

  private static XmlElement content(XmlElement answer) {
    assertThat(answer.attribute("type")).as(answer.toXml()).contains("result");
    return answer.children().get(0);
  }

  private static void assertRefused(String condition, XmlElement answer) {
    assertThat(answer.attribute("type")).as(answer.toXml()).contains("error");
    assertThat(answer.toXml()).contains("<" + condition);
  }

  private static String read(RawClient reader, String owner, String node) throws Exception {
    XmlElement answer = readAnswer(reader, owner, node);
    assertThat(answer.attribute("type")).as(answer.toXml()).contains("result");
    return answer.toXml();
  }

  private static XmlElement readAnswer(RawClient reader, String owner, String node)
      throws Exception {
    String items =
        "<pubsub xmlns='" + Namespaces.PUBSUB + "'><items node='" + node + "'/></pubsub>";
    return reader.ask("get", owner + "@beta.test", items);
  }

  /** As XEP-0384 §5.3.2 has it, larger than 4,000 characters like a real one. */
  private static String bundle(int device, String maxItems) {
    String item =
        "<item id='"
            + device
            + "'><bundle xmlns='urn:xmpp:omemo:2'><spk id='1'>device-"
            + device
            + "x".repeat(6000)
            + "</spk></bundle></item>";
    return publish(Namespaces.OMEMO_2_BUNDLES, item, field("pubsub#max_items", maxItems));
  }

  private static String devices() {
    String item =
        "<item id='current'><devices xmlns='urn:xmpp:omemo:2'><device id='1'/></devices></item>";
    return publish(Namespaces.OMEMO_2_DEVICES, item, "");
  }

  private static String publish(String node, String item, String moreOptions) {
    return "<pubsub xmlns='http://jabber.org/protocol/pubsub'><publish node='"
        + node
        + "'>"
        + item
        + "</publish><publish-options><x xmlns='jabber:x:data' type='submit'>"
        + "<field var='FORM_TYPE' type='hidden'>"
        + "<value>http://jabber.org/protocol/pubsub#publish-options</value></field>"
        + field("pubsub#access_model", "open")
        + field("pubsub#persist_items", "true")
        + moreOptions
        + "</x></publish-options></pubsub>";
  }

  private static String field(String name, String value) {
    return "<field var='" + name + "'><value>" + value + "</value></field>";
  }
}
