package im.symbolon.service;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.DeviceAddition;
import im.symbolon.protocol.prekeys.DevicesQuery;
import im.symbolon.protocol.prekeys.KnownDevices;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.devices.DeviceAdditions;
import im.symbolon.service.devices.DeviceLists;
import im.symbolon.service.devices.OwnNodes;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Schema;
import im.symbolon.service.prekeys.ClaimLimit;
import im.symbolon.service.prekeys.PreKeyStore;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.dom4j.QName;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

class DeviceAdditionRequestsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(30));
  private static final ConnectionSource MEMORY =
      () -> DriverManager.getConnection("jdbc:hsqldb:mem:additions");
  private static final AtomicInteger ACCOUNTS = new AtomicInteger();

  private final BareJid bob = new BareJid("bob" + ACCOUNTS.incrementAndGet(), "beta.test");
  private final MovableClock clock = new MovableClock(NOW);
  private final TestPep pep = new TestPep();
  private final ServiceAddresses addresses =
      new ServiceAddresses("beta.test", Set.of("beta.test", "e2ee.beta.test"));
  private final Database database = new Database(MEMORY);
  private final PreKeyStore store = new PreKeyStore(database, clock, ClaimLimit.DEFAULT);
  private final PrekeyRequests without =
      new PrekeyRequests(addresses, store, new JdkSignatureVerifier(), clock, packet -> {});
  private final IqEndpoint endpoint =
      new IqEndpoint(
          addresses,
          List.of(
              without.with(
                  new DeviceAdditions(
                      new DeviceLists(database, store, clock), new OwnNodes(pep)))));

  @BeforeAll
  static void install() throws Exception {
    Schema.HSQLDB.install(MEMORY);
  }

  @Test
  void aDeviceComesIntoBothListsWithAllItsKeys() throws Exception {
    TestDevice device = new TestDevice(bob, 7);
    KnownDevices now = KnownDevices.parse(content(add(device.addition(0, LATER))));
    assertThat(now.devices()).containsExactly(new DeviceId(7));
    assertThat(known()).isEqualTo(now);
    for (OmemoVersion each : OmemoVersion.values()) {
      assertThat(new OwnNodes(pep).shown(jid()).lists())
          .hasEntrySatisfying(
              each, list -> assertThat(list.devices()).containsExactly(new DeviceId(7)));
    }
    assertThat(claimable()).containsExactly(new DeviceId(7));
  }

  /** Nobody finds a device in a list whose bundle is not there (PAINS P6). */
  @Test
  void theBundlesComeBeforeTheLists() throws Exception {
    add(new TestDevice(bob, 7).addition(0, LATER));
    List<String> nodes =
        pep.handled.stream()
            .map(iq -> iq.getChildElement().element("publish"))
            .filter(publish -> publish != null)
            .map(publish -> publish.attributeValue("node"))
            .toList();
    assertThat(nodes)
        .containsExactly(
            Namespaces.OMEMO_LEGACY_BUNDLES + 7,
            Namespaces.OMEMO_2_BUNDLES,
            Namespaces.OMEMO_LEGACY_DEVICES,
            Namespaces.OMEMO_2_DEVICES);
  }

  @Test
  void uponOldListsItIsToldWhatThereIs() throws Exception {
    IQ first = add(new TestDevice(bob, 7).addition(0, LATER));
    KnownDevices now = KnownDevices.parse(content(first));
    IQ second = add(new TestDevice(bob, 8).addition(0, LATER));
    Element error = refused(Condition.conflict, second);
    Element detail = error.element(QName.get("devices", Namespaces.PREKEYS));
    assertThat(KnownDevices.parse(Dom4jXml.read(detail))).isEqualTo(now);
    assertThat(claimable()).containsExactly(new DeviceId(7));
    assertThat(add(new TestDevice(bob, 8).addition(now.version(), LATER)).getType())
        .isEqualTo(IQ.Type.result);
  }

  @Test
  void whatItsOwnerRemovedIsNotAddedAgain() throws Exception {
    XmlElement signed = TestLists.of(bob, List.of(TestLists.removed(bob, 7)));
    new OwnNodes(pep).publish(jid(), Namespaces.DEVICES, OwnNodes.CURRENT, signed);
    refused(Condition.conflict, add(new TestDevice(bob, 7).addition(0, LATER)));
    assertThat(claimable()).isEmpty();
  }

  @Test
  void whenPepDoesNotTakeItItIsInNoList() throws Exception {
    pep.refusesPublications = true;
    refused(Condition.resource_constraint, add(new TestDevice(bob, 7).addition(0, LATER)));
    assertThat(known().devices()).isEmpty();
    pep.silent = true;
    refused(
        Condition.resource_constraint,
        add(new TestDevice(bob, 8).addition(known().version(), LATER)));
    assertThat(known().devices()).isEmpty();
  }

  @Test
  void onlyTheOwnerAddsAndAsks() throws Exception {
    XmlElement addition = new TestDevice(bob, 7).addition(0, LATER).toXml();
    for (String stranger : List.of("eve@alpha.test/x", "alpha.test", "beta.test")) {
      refused(Condition.forbidden, ask(stranger, IQ.Type.set, addition));
      refused(Condition.forbidden, ask(stranger, IQ.Type.get, new DevicesQuery().toXml()));
    }
    refused(Condition.bad_request, ask("eve@beta.test/x", IQ.Type.set, addition));
    assertThat(pep.handled).isEmpty();
  }

  @Test
  void whatTheDeviceDidNotSignIsRefused() throws Exception {
    TestDevice device = new TestDevice(bob, 7);
    TestDevice other = new TestDevice(bob, 7);
    DeviceAddition good = device.addition(0, LATER);
    XmlElement publication = good.publication().toXml();
    XmlElement forged =
        XmlElement.element(Namespaces.PREKEYS, "add")
            .with("version", "0")
            .with(publication)
            .with(other.addition(0, LATER).toXml().children().get(1))
            .build();
    refused(Condition.bad_request, ask(bob + "/phone", IQ.Type.set, forged));
    DeviceAddition late = device.addition(0, NOW.plus(Duration.ofDays(400)));
    refused(Condition.bad_request, add(late));
    DeviceAddition past = device.addition(0, NOW.minusSeconds(1));
    refused(Condition.bad_request, add(past));
    assertThat(claimable()).isEmpty();
  }

  @Test
  void whereThereIsNoPepNobodyIsAdded() throws Exception {
    IqEndpoint bare = new IqEndpoint(addresses, List.of(without));
    IQ request = new IQ(IQ.Type.get, "q");
    request.setFrom(bob + "/phone");
    request.getElement().add(Dom4jXml.write(new DevicesQuery().toXml()));
    refused(Condition.feature_not_implemented, bare.answer(request).orElseThrow());
  }

  @Test
  void hostileAdditionsGetAPlainError() throws Exception {
    for (String xml :
        List.of(
            "<add xmlns='urn:symbolon:prekeys:0'/>",
            "<add xmlns='urn:symbolon:prekeys:0' version='-1'/>",
            "<add xmlns='urn:symbolon:prekeys:0' version='0'><publish/></add>",
            "<add xmlns='urn:symbolon:prekeys:0' version='0'>"
                + "<bundle xmlns='urn:xmpp:omemo:2'/>".repeat(900)
                + "</add>",
            "<devices xmlns='urn:symbolon:prekeys:0' version='1'/>",
            "<devices xmlns='urn:symbolon:prekeys:0'><device id='1'/></devices>")) {
      IQ request = new IQ(xml.startsWith("<add") ? IQ.Type.set : IQ.Type.get, "q");
      request.setFrom(bob + "/phone");
      request.getElement().add(DocumentHelper.parseText(xml).getRootElement());
      refused(Condition.bad_request, endpoint.answer(request).orElseThrow());
    }
  }

  private JID jid() {
    return new JID(bob + "/phone");
  }

  private IQ add(DeviceAddition addition) {
    return ask(bob + "/phone", IQ.Type.set, addition.toXml());
  }

  private KnownDevices known() throws Exception {
    return KnownDevices.parse(
        content(ask(bob + "/phone", IQ.Type.get, new DevicesQuery().toXml())));
  }

  private Set<DeviceId> claimable() throws Exception {
    IQ claimed = ask("alice@alpha.test/x", IQ.Type.set, ClaimRequest.all(bob).toXml());
    return ClaimResponse.parse(content(claimed)).bundles().keySet();
  }

  private IQ ask(String from, IQ.Type type, XmlElement content) {
    IQ request = new IQ(type, "q");
    request.setFrom(from);
    request.setTo("beta.test");
    request.getElement().add(Dom4jXml.write(content));
    return endpoint.answer(request).orElseThrow();
  }

  private static XmlElement content(IQ answer) throws Exception {
    assertThat(answer.getType()).as(answer.toXML()).isEqualTo(IQ.Type.result);
    return Dom4jXml.read(answer.getChildElement());
  }

  private static Element refused(Condition condition, IQ answer) {
    assertThat(answer.getType()).as(answer.toXML()).isEqualTo(IQ.Type.error);
    assertThat(answer.getError().getCondition()).as(answer.toXML()).isEqualTo(condition);
    return answer.getError().getElement();
  }
}
