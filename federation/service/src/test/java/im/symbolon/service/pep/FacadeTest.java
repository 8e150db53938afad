package im.symbolon.service.pep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.keys.PreKey;
import im.symbolon.protocol.omemo.BundlePlace;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.Dom4jXml;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.MovableClock;
import im.symbolon.service.Refusal;
import im.symbolon.service.Request;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.TestDevice;
import im.symbolon.service.TestLists;
import im.symbolon.service.TestPep;
import im.symbolon.service.devices.DeviceLists;
import im.symbolon.service.devices.OwnNodes;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Schema;
import im.symbolon.service.prekeys.ClaimLimit;
import im.symbolon.service.prekeys.PreKeyStore;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.PacketError.Condition;

class FacadeTest {
  private static final OmemoVersion MODERN = OmemoVersion.OMEMO_2;
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();
  private static boolean broken;
  private static final ConnectionSource MEMORY =
      () -> {
        if (broken) {
          throw new SQLException("gone");
        }
        return DriverManager.getConnection("jdbc:hsqldb:mem:facade");
      };

  private final BareJid bob = new BareJid("bob" + ACCOUNTS.incrementAndGet(), "beta.test");
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final TestPep pep = new TestPep();
  private final List<Packet> sent = new ArrayList<>();
  private final List<Runnable> later = new ArrayList<>();
  private final List<JID> online = new ArrayList<>();
  private final DeviceLists lists = lists();
  private final Facade facade =
      new FacadeBuilder(lists, new OwnNodes(pep), clock)
          .merging(new JdkSignatureVerifier())
          .rotating()
          .build(
              new ServiceAddresses("beta.test", Set.of("beta.test")),
              new Surroundings(sent::add, account -> online, later::add));

  private DeviceLists lists() {
    Database database = new Database(MEMORY);
    return new DeviceLists(database, new PreKeyStore(database, clock, ClaimLimit.DEFAULT), clock);
  }

  @BeforeAll
  static void install() throws Exception {
    Schema.HSQLDB.install(MEMORY);
  }

  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void whatAClientNeverSawStays(OmemoVersion omemo) throws Exception {
    publish("phone", omemo, 1);
    publish("laptop", omemo, 2);
    assertThat(shown(omemo)).isEqualTo(ids(1, 2));
  }

  @Test
  void whatAClientSawAndLeavesOutGoes() throws Exception {
    publish("phone", MODERN, 1, 3);
    read("laptop", MODERN);
    publish("laptop", MODERN, 2, 1);
    assertThat(shown(MODERN)).isEqualTo(ids(1, 2));
    publish("laptop", MODERN, 2);
    assertThat(shown(MODERN)).isEqualTo(ids(2));
  }

  @Test
  void anEventIsSeenToo() throws Exception {
    publish("phone", MODERN, 1, 3);
    Message event = event("laptop", 1, 3);
    Message forged = event.createCopy();
    forged.setFrom("eve@alpha.test");
    facade.said(forged);
    clock.advance(Sightings.CROSSING);
    publish("laptop", MODERN, 2);
    assertThat(shown(MODERN)).as("not told by its own server").isEqualTo(ids(1, 2, 3));
    facade.said(event);
    clock.advance(Sightings.CROSSING);
    publish("laptop", MODERN, 2);
    assertThat(shown(MODERN)).isEqualTo(ids(2));
  }

  /** PAINS P6. Openfire 5 tells sessions of everything, a new device just before it announces. */
  @Test
  void anEventThatMayHaveCrossedWithAPublicationRemovesNobody() throws Exception {
    publish("phone", MODERN, 1);
    facade.said(event("laptop", 1));
    clock.advance(Sightings.CROSSING.minusMillis(1));
    publish("laptop", MODERN, 2);
    assertThat(shown(MODERN)).isEqualTo(ids(1, 2));
    clock.advance(Sightings.CROSSING);
    publish("laptop", MODERN, 2);
    assertThat(shown(MODERN)).as("it published after the event, that counts").isEqualTo(ids(1, 2));
  }

  /** What was seen before an event counts as long as the event may be on its way. */
  @Test
  void anEventOnItsWayDoesNotHideWhatWasSeenBefore() throws Exception {
    publish("phone", MODERN, 1, 3);
    read("laptop", MODERN);
    publish("tablet", MODERN, 4);
    facade.said(event("laptop", 1, 3, 4));
    publish("laptop", MODERN, 2, 1);
    assertThat(shown(MODERN)).isEqualTo(ids(1, 2, 4));
  }

  private Message event(String session, int... devices) {
    Message event = new Message();
    event.setFrom(bob.toString());
    event.setTo(bob + "/" + session);
    Element items = event.addChildElement("event", Namespaces.PUBSUB_EVENT).addElement("items");
    items.addAttribute("node", Namespaces.OMEMO_2_DEVICES);
    items.addElement("item").add(Dom4jXml.write(list(MODERN, devices)));
    return event;
  }

  /** One that came between what the client saw and what it made of it. */
  @Test
  void aDeviceThatCameInBetweenStays() throws Exception {
    publish("phone", MODERN, 1);
    read("laptop", MODERN);
    publish("tablet", MODERN, 1, 3);
    publish("laptop", MODERN, 1, 2);
    assertThat(shown(MODERN)).isEqualTo(ids(1, 2, 3));
  }

  /** DESIGN §4: the account's signed list decides about our devices. */
  @Test
  void membersOfTheSignedListStayAndRemovedOnesDoNotComeBack() throws Exception {
    XmlElement signed =
        TestLists.of(
            bob,
            List.of(TestLists.removed(bob, 9)),
            TestLists.ours(bob, 1, Capability.REPAIR),
            TestLists.foreign(bob, 4));
    publish("phone", MODERN, 1, 4);
    pep.handle(set("phone", publication(Namespaces.DEVICES, "current", signed)));
    read("laptop", MODERN);
    publish("laptop", MODERN, 2, 9);
    assertThat(shown(MODERN)).isEqualTo(ids(1, 2));
  }

  @Test
  void takingTheItemAwayTakesWhatTheClientKnowsOf() throws Exception {
    publish("phone", MODERN, 1);
    publish("laptop", MODERN, 2);
    String retract =
        "<retract node='" + Namespaces.OMEMO_2_DEVICES + "'><item id='current'/></retract>";
    pass(set("laptop", retract));
    assertThat(shown(MODERN)).isEqualTo(ids(1));
    read("phone", MODERN);
    pass(set("phone", retract));
    assertThat(shown(MODERN)).isEmpty();
  }

  @Test
  void deletingTheNodeIsNoPublication() throws Exception {
    publish("phone", MODERN, 1);
    publish("laptop", MODERN, 2);
    IQ delete = new IQ(IQ.Type.set);
    delete.setFrom(bob + "/phone");
    delete
        .setChildElement("pubsub", Namespaces.PUBSUB_OWNER)
        .addElement("delete")
        .addAttribute("node", Namespaces.OMEMO_2_DEVICES);
    pass(delete);
    publish("phone", MODERN, 1);
    assertThat(shown(MODERN)).isEqualTo(ids(1));
  }

  /** From before this service was there, or while it was away. */
  @Test
  void whatIsInPepAlreadyIsNotLost() throws Exception {
    pep.handle(set("phone", publication(Namespaces.OMEMO_2_DEVICES, "current", list(MODERN, 1))));
    publish("laptop", MODERN, 2);
    assertThat(shown(MODERN)).isEqualTo(ids(1, 2));
    clock.advance(Duration.ofMinutes(1));
    pep.handle(set("phone", publication(Namespaces.OMEMO_2_DEVICES, "current", list(MODERN, 2))));
    publish("tablet", MODERN, 3);
    assertThat(shown(MODERN)).as("1 was removed meanwhile").isEqualTo(ids(2, 3));
  }

  @Test
  void whenPepDoesNotAnswerWhatIsKnownCounts() throws Exception {
    publish("phone", MODERN, 1);
    pep.silent = true;
    publish("laptop", MODERN, 2);
    pep.silent = false;
    assertThat(shown(MODERN)).isEqualTo(ids(1, 2));
  }

  @Test
  void publicationsThatOvertakeEachOtherAreSetRight() throws Exception {
    IQ first = set("phone", publication(Namespaces.OMEMO_2_DEVICES, "current", list(MODERN, 1)));
    IQ second = set("laptop", publication(Namespaces.OMEMO_2_DEVICES, "current", list(MODERN, 2)));
    facade.request(first);
    facade.request(second);
    pep.handle(second);
    pep.handle(first);
    assertThat(shown(MODERN)).as("overtaken").isEqualTo(ids(1));
    later.forEach(Runnable::run);
    assertThat(shown(MODERN)).isEqualTo(ids(1, 2));
  }

  @Test
  void whatIsPublishedWhileTheListsAreComparedIsNotOverwritten() throws Exception {
    publish("phone", MODERN, 1);
    IQ second = set("laptop", publication(Namespaces.OMEMO_2_DEVICES, "current", list(MODERN, 2)));
    pep.beforeReading =
        Optional.of(
            () -> {
              try {
                pass(second);
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
    List.copyOf(later).forEach(Runnable::run);
    assertThat(pep.beforeReading).as("it was published").isEmpty();
    assertThat(shown(MODERN)).isEqualTo(ids(1, 2));
  }

  @Test
  void sessionsThatSawAnotherListAreToldOnce() throws Exception {
    for (String each : List.of("phone", "laptop", "toaster")) {
      online.add(new JID(bob + "/" + each));
    }
    publish("phone", MODERN, 1);
    publish("laptop", MODERN, 2);
    assertThat(later).as("one look for both").hasSize(1);
    later.forEach(Runnable::run);
    assertThat(sent)
        .extracting(packet -> packet.getTo().getResource())
        .containsExactly("phone", "laptop");
    assertThat(sent.get(0).toXML()).contains("device id=\"1\"", "device id=\"2\"");
    sent.forEach(facade::said);
    int before = sent.size();
    later.forEach(Runnable::run);
    assertThat(sent).hasSize(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<publish node='N'/>",
        "<publish node='N'><item id='current'/></publish>",
        "<publish node='N'><item>L</item><item>L</item></publish>",
        "<publish node='N'><item>LL</item></publish>",
        "<publish node='N'><item><devices xmlns='urn:other'/></item></publish>",
        "<publish node='N'><item>L</item></publish><publish node='N'><item>L</item></publish>",
        "<publish node='N'><item>L</item></publish><retract node='urn:x'/>",
        "<retract node='urn:x'/><publish node='N'><item>L</item></publish>"
      })
  void contradictoryPublicationsAreRefused(String xml) throws Exception {
    publish("phone", MODERN, 1);
    String hostile =
        xml.replace("'N'", "'" + Namespaces.OMEMO_2_DEVICES + "'")
            .replace("L", list(MODERN, 66).toXml());
    assertRefused(Condition.bad_request, () -> facade.request(set("phone", hostile)));
    assertThat(lists.decided(bob, MODERN).devices()).isEqualTo(ids(1));
  }

  @Test
  void hostileListsAreBounded() throws Exception {
    XmlElement.Builder flood = XmlElement.element(Namespaces.OMEMO_2, "devices");
    for (int i = 1; i <= 10_000; i++) {
      flood.with(device(Integer.toString(i)));
    }
    String many = publication(Namespaces.OMEMO_2_DEVICES, "current", flood.build());
    assertRefused(Condition.not_acceptable, () -> facade.request(set("phone", many)));
    assertThat(lists.decided(bob, MODERN).isEmpty()).isTrue();
    publish("phone", MODERN, range(1, 200));
    String more = publication(Namespaces.OMEMO_2_DEVICES, "current", list(MODERN, 201));
    assertRefused(Condition.not_acceptable, () -> facade.request(set("laptop", more)));
    assertThat(shown(MODERN)).hasSize(200);
  }

  @Test
  void whatIsNoDeviceIdIsLeftOutAndOnceIsEnough() throws Exception {
    XmlElement.Builder odd = XmlElement.element(Namespaces.OMEMO_2, "devices");
    for (String id : List.of("0", "-1", "2147483648", "", "x", "7", "7", "07")) {
      odd.with(device(id));
    }
    odd.with(XmlElement.element(Namespaces.OMEMO_2, "surprise").build());
    IQ request = set("phone", publication(Namespaces.OMEMO_2_DEVICES, "current", odd.build()));
    facade.request(request);
    Element written =
        request.getChildElement().element("publish").element("item").element("devices");
    assertThat(written.elements().size()).isEqualTo(1);
    assertThat(written.element("device").attributeValue("id")).isEqualTo("7");
  }

  @Test
  void whatIsSwitchedOffChangesNothing() throws Exception {
    Facade off =
        new FacadeBuilder(lists, new OwnNodes(pep), clock)
            .build(
                new ServiceAddresses("beta.test", Set.of("beta.test")),
                new Surroundings(sent::add, account -> online, later::add));
    publish("phone", MODERN, 1);
    later.clear();
    IQ list = set("laptop", publication(Namespaces.OMEMO_2_DEVICES, "current", list(MODERN, 2)));
    off.request(list);
    pep.handle(list);
    assertThat(shown(MODERN)).isEqualTo(ids(2));
    assertThat(later).isEmpty();
    Bundle whole = new TestDevice(bob, 7).bundle(MODERN, 1, 100);
    publish("phone", whole);
    IQ answer = pep.handle(question("alice@alpha.test/x", Namespaces.OMEMO_2_BUNDLES));
    String before = answer.toXML();
    off.said(answer);
    assertThat(answer.toXML()).isEqualTo(before);
    facade.said(answer);
    assertThat(answer.toXML()).isNotEqualTo(before);
  }

  @Test
  void withoutADatabaseNothingIsOverwritten() throws Exception {
    publish("phone", MODERN, 1);
    broken = true;
    try {
      String list = publication(Namespaces.OMEMO_2_DEVICES, "current", list(MODERN, 2));
      assertRefused(Condition.resource_constraint, () -> facade.request(set("laptop", list)));
    } finally {
      broken = false;
    }
    publish("laptop", MODERN, 2);
    assertThat(shown(MODERN)).isEqualTo(ids(1, 2));
  }

  @Test
  void nobodyElsesPublicationsAreTouched() throws Exception {
    String list = publication(Namespaces.OMEMO_2_DEVICES, "current", list(MODERN, 66));
    IQ toCarol = set("phone", list);
    toCarol.setTo("carol@beta.test");
    IQ fromElsewhere = set("phone", list);
    fromElsewhere.setFrom("bob@alpha.test/phone");
    fromElsewhere.setTo(bob.toString());
    IQ toSession = set("phone", list);
    toSession.setTo(bob + "/laptop");
    IQ get = set("phone", list);
    get.setType(IQ.Type.get);
    for (IQ each : List.of(toCarol, fromElsewhere, toSession, get)) {
      String before = each.toXML();
      facade.request(each);
      assertThat(each.toXML()).isEqualTo(before);
    }
    assertThat(pep.handled).isEmpty();
  }

  /** REVIEW 13, 14; PAINS P8. */
  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void readersInARowShareNoPrekey(OmemoVersion omemo) throws Exception {
    Bundle whole = new TestDevice(bob, 7).bundle(omemo, 1, 100);
    publish("phone", whole);
    Set<PreKey> offered = new TreeSet<>((a, b) -> a.id().compareTo(b.id()));
    for (int reader = 0; reader < 4; reader++) {
      Bundle part = bundle("alice@alpha.test/" + reader, omemo);
      assertThat(part.preKeys()).hasSize(BundleReading.PART);
      assertThat(whole.preKeys()).containsAll(part.preKeys());
      assertThat(part.signedPreKey()).isEqualTo(whole.signedPreKey());
      offered.addAll(part.preKeys());
    }
    assertThat(offered).hasSize(100);
    assertThat(bundle(bob + "/laptop", omemo)).isEqualTo(whole);
  }

  @Test
  void aSmallBundleIsGivenWhole() throws Exception {
    Bundle small = new TestDevice(bob, 7).bundle(MODERN, 1, BundleReading.PART);
    publish("phone", small);
    assertThat(bundle("alice@alpha.test/1", MODERN)).isEqualTo(small);
  }

  @Test
  void withoutADatabaseABundleIsGivenWhole() throws Exception {
    Bundle whole = new TestDevice(bob, 7).bundle(MODERN, 1, 100);
    publish("phone", whole);
    broken = true;
    try {
      assertThat(bundle("alice@alpha.test/1", MODERN)).isEqualTo(whole);
    } finally {
      broken = false;
    }
  }

  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void aBundleOfAnotherKeyIsRefusedUntilTheOwnerTakesTheFirstAway(OmemoVersion omemo)
      throws Exception {
    publish("phone", new TestDevice(bob, 7).bundle(omemo, 1, 30));
    Bundle other = new TestDevice(bob, 7).bundle(omemo, 1, 30);
    assertRefused(Condition.conflict, () -> publish("laptop", other));
    BundlePlace place = WireFormat.of(omemo).bundleOf(new DeviceId(7));
    pass(
        set(
            "phone",
            "<retract node='" + place.node() + "'><item id='" + place.item() + "'/></retract>"));
    publish("laptop", other);
    assertThat(bundle(bob + "/phone", omemo)).isEqualTo(other);
  }

  @ParameterizedTest
  @EnumSource(OmemoVersion.class)
  void aBundleWithAWrongSignatureIsRefused(OmemoVersion omemo) {
    Bundle good = new TestDevice(bob, 7).bundle(omemo, 1, 30);
    Bundle other = new TestDevice(bob, 7).bundle(omemo, 1, 30);
    Bundle forged = new Bundle(omemo, good.identity(), other.signedPreKey(), good.preKeys());
    assertRefused(Condition.bad_request, () -> publish("phone", forged));
  }

  @Test
  void whatIsNoBundlePassesUnlessADeviceWouldLoseItsOwn() throws Exception {
    String odd =
        publication(
            Namespaces.OMEMO_2_BUNDLES,
            "7",
            XmlElement.element(Namespaces.OMEMO_2, "bundle").text("new in 0.10").build());
    facade.request(set("phone", odd));
    publish("phone", new TestDevice(bob, 7).bundle(MODERN, 1, 30));
    assertRefused(Condition.bad_request, () -> facade.request(set("phone", odd)));
  }

  @Test
  void tenThousandPrekeysAreRefused() {
    XmlElement key = XmlElement.element(Namespaces.OMEMO_2, "pk").with("id", "1").build();
    XmlElement.Builder keys = XmlElement.element(Namespaces.OMEMO_2, "prekeys");
    for (int i = 0; i < 10_000; i++) {
      keys.with(key);
    }
    XmlElement bundle = XmlElement.element(Namespaces.OMEMO_2, "bundle").with(keys.build()).build();
    String flood = publication(Namespaces.OMEMO_2_BUNDLES, "7", bundle);
    assertRefused(Condition.not_acceptable, () -> facade.request(set("phone", flood)));
  }

  @Test
  void aRefusalIsAnsweredInPlaceOfTheRequest() throws Exception {
    Refused refused = new Refused();
    IQ request = set("phone", "<publish node='x'/>");
    refused.refuse(request, new Refusal(Condition.conflict, "Another key."));
    assertThat(request.getElement().elements().size()).isEqualTo(1);
    assertThat(request.getChildElement().getNamespaceURI()).isEqualTo(refused.namespace());
    XmlElement content = Dom4jXml.read(request.getChildElement());
    JID from = request.getFrom();
    assertThatThrownBy(() -> refused.answer(new Request(from, from, IQ.Type.set, content)))
        .isInstanceOf(Refusal.class)
        .hasMessage("Another key.")
        .extracting(e -> ((Refusal) e).condition())
        .isEqualTo(Condition.conflict);
  }

  private void publish(String resource, OmemoVersion omemo, int... devices) throws Exception {
    String node = WireFormat.of(omemo).devicesNode();
    pass(set(resource, publication(node, "current", list(omemo, devices))));
  }

  private void publish(String resource, Bundle bundle) throws Exception {
    WireFormat format = WireFormat.of(bundle.version());
    BundlePlace place = format.bundleOf(new DeviceId(7));
    pass(set(resource, publication(place.node(), place.item(), format.encodeBundle(bundle))));
  }

  private void pass(IQ request) throws Exception {
    facade.request(request);
    pep.handle(request);
  }

  private IQ question(String reader, String node) {
    IQ question = new IQ(IQ.Type.get);
    question.setFrom(reader);
    question.setTo(bob.toString());
    question
        .setChildElement("pubsub", Namespaces.PUBSUB)
        .addElement("items")
        .addAttribute("node", node);
    return question;
  }

  /** What a reader gets. */
  private Element read(String reader, String node) {
    IQ answer = pep.handle(question(reader, node));
    facade.said(answer);
    return answer.getType() == IQ.Type.result
        ? answer.getChildElement().element("items")
        : DocumentHelper.createElement("items");
  }

  private void read(String resource, OmemoVersion omemo) {
    read(bob + "/" + resource, WireFormat.of(omemo).devicesNode());
  }

  private Set<DeviceId> shown(OmemoVersion omemo) {
    return ListXml.devices(omemo, read("alice@alpha.test/x", WireFormat.of(omemo).devicesNode()));
  }

  private Bundle bundle(String reader, OmemoVersion omemo) throws Exception {
    WireFormat format = WireFormat.of(omemo);
    Element items = read(reader, format.bundleOf(new DeviceId(7)).node());
    return format.decodeBundle(Dom4jXml.read(items.element("item").element("bundle")));
  }

  private IQ set(String resource, String content) throws Exception {
    IQ request = new IQ(IQ.Type.set, "client-1");
    request.setFrom(bob + "/" + resource);
    String pubsub = "<pubsub xmlns='" + Namespaces.PUBSUB + "'>" + content + "</pubsub>";
    request.getElement().add(DocumentHelper.parseText(pubsub).getRootElement());
    return request;
  }

  private static String publication(String node, String item, XmlElement content) {
    return "<publish node='"
        + node
        + "'><item id='"
        + item
        + "'>"
        + content.toXml()
        + "</item></publish>";
  }

  private static XmlElement list(OmemoVersion omemo, int... devices) {
    return WireFormat.of(omemo).encodeDevices(new DeviceList(ids(devices)));
  }

  private static XmlElement device(String id) {
    return XmlElement.element(Namespaces.OMEMO_2, "device").with("id", id).build();
  }

  private static int[] range(int first, int last) {
    return IntStream.rangeClosed(first, last).toArray();
  }

  private static SortedSet<DeviceId> ids(int... devices) {
    return new TreeSet<>(Arrays.stream(devices).mapToObj(DeviceId::new).toList());
  }

  private static void assertRefused(Condition condition, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(Refusal.class)
        .extracting(e -> ((Refusal) e).condition())
        .isEqualTo(condition);
  }
}
