package im.symbolon.suite;

import static im.symbolon.suite.RawPep.accepted;
import static im.symbolon.suite.RawPep.bundle;
import static im.symbolon.suite.RawPep.content;
import static im.symbolon.suite.RawPep.ids;
import static im.symbolon.suite.RawPep.listed;
import static im.symbolon.suite.RawPep.publication;
import static im.symbolon.suite.RawPep.publish;
import static im.symbolon.suite.RawPep.publishBundle;
import static im.symbolon.suite.RawPep.publishList;
import static im.symbolon.suite.RawPep.pubsub;
import static im.symbolon.suite.RawPep.read;
import static im.symbolon.suite.RawPep.retract;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.prekeys.DevicesQuery;
import im.symbolon.protocol.prekeys.KnownDevices;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.TestDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.net.ssl.X509TrustManager;
import org.jivesoftware.smack.packet.Message;
import org.jivesoftware.smack.roster.Roster;
import org.jivesoftware.smackx.disco.ServiceDiscoveryManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two real servers that federate; beta.test has the plugin, alpha.test is as it came. */
class PepFacadeOnOpenfireTest {
  private static final int SECONDS = 20;
  private static final Duration SOON = Duration.ofSeconds(SECONDS);

  /** The service counts an event as seen five seconds after it was sent. */
  private static final Duration CROSSED = Duration.ofSeconds(6);

  private static final Instant EXPIRES =
      Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(30));

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
    beta.awaitPlugin("symbolon", SOON);
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  /** PAINS P6. The laptop never looked at the list. */
  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void whoOverwritesTheListThrowsNobodyOut(OmemoVersion omemo) throws Exception {
    String bob = "bob1x" + omemo.number();
    try (RawClient phone = RawClient.register(beta, bob, trust);
        RawClient laptop = RawClient.login(beta, bob, trust);
        RawClient alice = RawClient.register(alpha, "alice1x" + omemo.number(), trust)) {
      accepted(publishList(phone, omemo, 1));
      accepted(publishList(laptop, omemo, 2));
      assertThat(listed(alice, bob + "@beta.test", omemo)).isEqualTo(ids(1, 2));
      assertThat(listed(phone, bob + "@beta.test", omemo)).isEqualTo(ids(1, 2));
    }
  }

  /** The same on a server as it came: what the façade is there for. */
  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void onAStockServerTheOtherDeviceIsLost(OmemoVersion omemo) throws Exception {
    String bob = "bob2x" + omemo.number();
    try (RawClient phone = RawClient.register(alpha, bob, trust);
        RawClient laptop = RawClient.login(alpha, bob, trust)) {
      accepted(publishList(phone, omemo, 1));
      accepted(publishList(laptop, omemo, 2));
      await() // seen under load: the list shows a moment after the answer
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(listed(phone, bob + "@alpha.test", omemo)).isEqualTo(ids(2)));
    }
  }

  /** PAINS P7: ghosts must be removable. */
  @Test
  void whoRemovesADeviceThatItSawRemovesIt() throws Exception {
    try (RawClient phone = RawClient.register(beta, "bob3", trust);
        RawClient laptop = RawClient.login(beta, "bob3", trust)) {
      accepted(publishList(phone, OmemoVersion.LEGACY, 1, 3));
      assertThat(listed(laptop, "bob3@beta.test", OmemoVersion.LEGACY)).isEqualTo(ids(1, 3));
      accepted(publishList(laptop, OmemoVersion.LEGACY, 2, 1));
      assertThat(listed(phone, "bob3@beta.test", OmemoVersion.LEGACY)).isEqualTo(ids(1, 2));
      accepted(retract(phone, OmemoVersion.LEGACY));
      assertThat(listed(laptop, "bob3@beta.test", OmemoVersion.LEGACY)).isEmpty();
    }
  }

  /** One retracts what it knows; the device that it does not know of stays. */
  @Test
  void takingTheItemAwayThrowsNobodyElseOut() throws Exception {
    try (RawClient phone = RawClient.register(beta, "bob4", trust);
        RawClient laptop = RawClient.login(beta, "bob4", trust)) {
      accepted(publishList(phone, OmemoVersion.OMEMO_2, 1));
      accepted(publishList(laptop, OmemoVersion.OMEMO_2, 2));
      accepted(retract(laptop, OmemoVersion.OMEMO_2));
      assertThat(listed(phone, "bob4@beta.test", OmemoVersion.OMEMO_2)).isEqualTo(ids(1));
    }
  }

  @Test
  void contactsHereAndElsewhereAreNotifiedOfTheMergedList() throws Exception {
    try (RawClient phone = RawClient.register(beta, "bob5", trust);
        RawClient laptop = RawClient.login(beta, "bob5", trust);
        RawClient carol = RawClient.register(beta, "carol5", trust);
        RawClient alice = RawClient.register(alpha, "alice5", trust)) {
      accepted(publishList(phone, OmemoVersion.OMEMO_2, 1));
      subscribe(carol, phone);
      subscribe(alice, phone);
      accepted(publishList(laptop, OmemoVersion.OMEMO_2, 2));
      awaitEvent(carol, "bob5@beta.test", 1, 2);
      awaitEvent(alice, "bob5@beta.test", 1, 2);
    }
  }

  /** Openfire 4.2 notifies no own device. */
  @Test
  void theOtherOwnDevicesAreToldToo() throws Exception {
    try (RawClient phone = RawClient.register(beta, "bob6", trust);
        RawClient laptop = RawClient.login(beta, "bob6", trust)) {
      accepted(publishList(phone, OmemoVersion.OMEMO_2, 1));
      accepted(publishList(laptop, OmemoVersion.OMEMO_2, 2));
      awaitEvent(phone, "bob6@beta.test", 1, 2);
      awaitEvent(laptop, "bob6@beta.test", 1, 2);
      await()
          .pollDelay(CROSSED) // what is published sooner may have been written before the event
          .pollInterval(CROSSED)
          .atMost(SOON)
          .untilAsserted(
              () -> {
                accepted(publishList(laptop, OmemoVersion.OMEMO_2, 2));
                assertThat(listed(laptop, "bob6@beta.test", OmemoVersion.OMEMO_2))
                    .isEqualTo(ids(2));
              });
    }
  }

  @Test
  void manyWhoPublishAtOnceAllStandInTheList() throws Exception {
    List<RawClient> sessions = new ArrayList<>();
    List<RawClient.Asked> asked = new ArrayList<>();
    sessions.add(RawClient.register(beta, "bob7", trust));
    try {
      for (int i = 0; i < 4; i++) {
        sessions.add(RawClient.login(beta, "bob7", trust));
      }
      for (int i = 0; i < sessions.size(); i++) {
        String publication = publication(OmemoVersion.OMEMO_2, i + 1);
        asked.add(sessions.get(i).askLater("set", null, publication));
      }
      for (RawClient.Asked each : asked) {
        accepted(each.answer());
      }
      await()
          .atMost(SOON)
          .untilAsserted(
              () ->
                  assertThat(listed(sessions.get(0), "bob7@beta.test", OmemoVersion.OMEMO_2))
                      .isEqualTo(ids(1, 2, 3, 4, 5)));
    } finally {
      asked.forEach(RawClient.Asked::close);
      sessions.forEach(RawClient::close);
    }
  }

  /** REVIEW 13, 14; PAINS P8. */
  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void readersInARowGetOtherPrekeysAndTheOwnerAll(OmemoVersion omemo) throws Exception {
    String bob = "bob8x" + omemo.number();
    TestDevice device = new TestDevice(new BareJid(bob, "beta.test"), 7);
    try (RawClient phone = RawClient.register(beta, bob, trust);
        RawClient carol = RawClient.register(beta, "carol8x" + omemo.number(), trust);
        RawClient alice = RawClient.register(alpha, "alice8x" + omemo.number(), trust)) {
      Bundle whole = device.bundle(omemo, 1, 100);
      accepted(publishBundle(phone, whole));
      SortedSet<Integer> offered = new TreeSet<>();
      for (RawClient reader : List.of(alice, carol, alice, carol)) {
        Bundle part = bundle(reader, device, omemo);
        assertThat(part.identity()).isEqualTo(whole.identity());
        assertThat(whole.preKeys()).containsAll(part.preKeys());
        assertThat(part.preKeys()).hasSize(25);
        part.preKeys().forEach(key -> offered.add(key.id().value()));
      }
      assertThat(offered).as("four readers, no prekey twice").hasSize(100);
      assertThat(bundle(phone, device, omemo)).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void aBundleOfAnotherKeyIsRefused(OmemoVersion omemo) throws Exception {
    String bob = "bob9x" + omemo.number();
    TestDevice device = new TestDevice(new BareJid(bob, "beta.test"), 7);
    TestDevice impostor = new TestDevice(new BareJid(bob, "beta.test"), 7);
    try (RawClient phone = RawClient.register(beta, bob, trust)) {
      Bundle good = device.bundle(omemo, 1, 30);
      accepted(publishBundle(phone, good));
      assertRefused("conflict", publishBundle(phone, impostor.bundle(omemo, 1, 30)));
      Bundle forged =
          new Bundle(
              omemo,
              device.identityKey(),
              impostor.bundle(omemo, 1, 1).signedPreKey(),
              good.preKeys());
      assertRefused("bad-request", publishBundle(phone, forged));
      assertThat(bundle(phone, device, omemo)).isEqualTo(good);
      accepted(publishBundle(phone, device.bundle(omemo, 31, 30)));
    }
  }

  @Test
  void ofTwoDevicesThatAreAddedUponOneVersionOneIsAndTheOtherLearnsWhatIs() throws Exception {
    try (RawClient phone = RawClient.register(beta, "bob10", trust);
        RawClient laptop = RawClient.login(beta, "bob10", trust);
        RawClient alice = RawClient.register(alpha, "alice10", trust)) {
      accepted(publishList(phone, OmemoVersion.LEGACY, 9)); // another client's
      KnownDevices before =
          KnownDevices.parse(content(phone.ask("get", "beta.test", new DevicesQuery().toXml())));
      assertThat(before.devices()).isEqualTo(ids(9));
      TestDevice one = new TestDevice(new BareJid("bob10", "beta.test"), 1);
      TestDevice two = new TestDevice(new BareJid("bob10", "beta.test"), 2);
      XmlElement won;
      XmlElement lost;
      try (RawClient.Asked first = add(phone, one, before.version());
          RawClient.Asked second = add(laptop, two, before.version())) {
        List<XmlElement> answers = new ArrayList<>(List.of(first.answer(), second.answer()));
        answers.sort((a, b) -> b.attribute("type").get().compareTo(a.attribute("type").get()));
        won = answers.get(0);
        lost = answers.get(1);
      }
      KnownDevices after = KnownDevices.parse(content(won));
      assertThat(after.devices()).hasSize(2).contains(new DeviceId(9));
      assertRefused("conflict", lost);
      assertThat(lost.toXml()).contains("version='" + after.version() + "'");
      boolean oneWon = after.devices().contains(new DeviceId(1));
      RawClient loser = oneWon ? laptop : phone;
      try (RawClient.Asked again = add(loser, oneWon ? two : one, after.version())) {
        assertThat(KnownDevices.parse(content(again.answer())).devices()).isEqualTo(ids(1, 2, 9));
      }
      assertThat(listed(alice, "bob10@beta.test", OmemoVersion.LEGACY)).isEqualTo(ids(1, 2, 9));
      assertThat(listed(alice, "bob10@beta.test", OmemoVersion.OMEMO_2)).isEqualTo(ids(1, 2));
      for (TestDevice each : List.of(one, two)) {
        for (OmemoVersion omemo : OmemoVersion.values()) {
          assertThat(bundle(alice, each, omemo).identity()).isEqualTo(each.identityKey());
        }
      }
    }
  }

  /** All of them about one list: too much, twice, at odds with itself, or no list. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<publish node='N'><item id='current'>FLOOD</item></publish>",
        "<publish node='N'><item id='current'>LIST</item><item id='b'>LIST</item></publish>",
        "<publish node='N'><item id='current'>LISTLIST</item></publish>",
        "<publish node='N'/>",
        "<publish node='N'><item id='current'>LIST</item></publish><retract node='N'/>",
        "<publish node='urn:other'><item>LIST</item></publish>"
            + "<publish node='N'><item id='current'>LIST</item></publish>",
        "<publish node='N'><item id='current'><devices xmlns='urn:other'/></item></publish>"
      })
  void hostilePublicationsAreRefusedAndChangeNothing(String xml) throws Exception {
    String list = "<devices xmlns='urn:xmpp:omemo:2'><device id='66'/></devices>";
    StringBuilder flood = new StringBuilder("<devices xmlns='urn:xmpp:omemo:2'>");
    for (int i = 1; i <= 10_000; i++) {
      flood.append("<device id='").append(i).append("'/>");
    }
    flood.append("</devices>");
    String bob = "bob11" + Integer.toHexString(xml.hashCode());
    try (RawClient phone = RawClient.register(beta, bob, trust)) {
      accepted(publishList(phone, OmemoVersion.OMEMO_2, 1));
      String hostile =
          xml.replace("'N'", "'" + Namespaces.OMEMO_2_DEVICES + "'")
              .replace("LIST", list)
              .replace("FLOOD", flood);
      XmlElement answer = phone.ask("set", null, pubsub(hostile));
      assertThat(answer.attribute("type")).as(answer.toXml()).contains("error");
      assertThat(answer.toXml()).containsPattern("<bad-request|<not-acceptable");
      assertThat(listed(phone, bob + "@beta.test", OmemoVersion.OMEMO_2)).isEqualTo(ids(1));
      accepted(publishList(phone, OmemoVersion.OMEMO_2, 1, 2));
    }
  }

  @Test
  void whatIsNoDeviceIdIsLeftOutAndLabelsStay() throws Exception {
    try (RawClient phone = RawClient.register(beta, "bob12", trust)) {
      String list =
          "<devices xmlns='urn:xmpp:omemo:2'><device id='0'/><device id='-1'/><device/>"
              + "<device id='2147483648'/><device id='7' label='Ph&amp;ne'/><device id='7'/>"
              + "<device id='x'/></devices>";
      accepted(phone.ask("set", null, publish(Namespaces.OMEMO_2_DEVICES, "current", list)));
      XmlElement shown = read(phone, "bob12@beta.test", Namespaces.OMEMO_2_DEVICES);
      assertThat(shown.toXml()).containsOnlyOnce("<device ").contains("label='Ph&amp;ne'");
    }
  }

  @Test
  void nobodyPublishesForSomebodyElse() throws Exception {
    try (RawClient phone = RawClient.register(beta, "bob13", trust);
        RawClient eve = RawClient.register(beta, "eve13", trust);
        RawClient mallory = RawClient.register(alpha, "bob13", trust)) {
      accepted(publishList(phone, OmemoVersion.OMEMO_2, 1));
      TestDevice device = new TestDevice(new BareJid("bob13", "beta.test"), 1);
      accepted(publishBundle(phone, device.bundle(OmemoVersion.OMEMO_2, 1, 30)));
      for (RawClient each : List.of(eve, mallory)) {
        String list = publication(OmemoVersion.OMEMO_2, 66);
        XmlElement answer = each.ask("set", "bob13@beta.test", list);
        assertThat(answer.attribute("type")).as(answer.toXml()).contains("error");
        XmlElement query = new DevicesQuery().toXml();
        assertThat(each.ask("get", "bob13@beta.test", query).attribute("type")).contains("error");
      }
      assertRefused("forbidden", mallory.ask("get", "beta.test", new DevicesQuery().toXml()));
      assertThat(listed(eve, "bob13@beta.test", OmemoVersion.OMEMO_2)).isEqualTo(ids(1));
      assertThat(beta.log()).doesNotContain("at im.symbolon.");
    }
  }

  private static void subscribe(RawClient contact, RawClient owner) throws Exception {
    for (RawClient each : List.of(contact, owner)) {
      Roster.getInstanceFor(each.plain().connection())
          .setSubscriptionMode(Roster.SubscriptionMode.manual);
    }
    ServiceDiscoveryManager.getInstanceFor(contact.plain().connection())
        .addFeature(Namespaces.OMEMO_2_DEVICES + "+notify");
    contact.say("<presence type='subscribe' to='" + owner.plain().address() + "'/>");
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(500)) // until the request has come
        .until(
            () -> {
              owner.say("<presence type='subscribed' to='" + contact.plain().address() + "'/>");
              return isSubscribed(contact, owner);
            });
  }

  private static boolean isSubscribed(RawClient contact, RawClient owner) throws Exception {
    XmlElement roster = content(owner.ask("get", null, "<query xmlns='jabber:iq:roster'/>"));
    return roster.children("item").stream()
        .filter(item -> item.attribute("jid").get().equals(contact.plain().address()))
        .anyMatch(item -> item.attribute("subscription").get().equals("from"));
  }

  private static void awaitEvent(RawClient client, String owner, int... devices) throws Exception {
    for (int i = 0; i < 5; i++) {
      Message message = client.plain().next(SECONDS);
      assertThat(message).as("an event with %s", ids(devices)).isNotNull();
      SortedSet<DeviceId> told = new TreeSet<>();
      collect(RawXml.parse(message.toXML().toString()), told);
      if (message.getFrom().asBareJid().toString().equals(owner) && told.equals(ids(devices))) {
        return;
      }
    }
    throw new AssertionError("no event with these devices");
  }

  /** Smack writes the elements between in another namespace than it read them. */
  private static void collect(XmlElement element, SortedSet<DeviceId> devices) throws Exception {
    if (element.is(Namespaces.OMEMO_2, "device")) {
      devices.add(DeviceId.parse(element.required("id")));
    }
    for (XmlElement child : element.children()) {
      collect(child, devices);
    }
  }

  private static RawClient.Asked add(RawClient owner, TestDevice device, long version)
      throws Exception {
    String addition = device.addition(version, EXPIRES).toXml().toXml();
    return owner.askLater("set", "beta.test", addition);
  }

  private static void assertRefused(String condition, XmlElement answer) {
    assertThat(answer.attribute("type")).as(answer.toXml()).contains("error");
    assertThat(answer.toXml()).contains("<" + condition);
  }
}
