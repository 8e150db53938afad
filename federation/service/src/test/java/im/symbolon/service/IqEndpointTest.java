package im.symbolon.service;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.IdentityReplaced;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.protocol.prekeys.PrekeyLimits;
import im.symbolon.protocol.prekeys.PrekeyPublication;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.protocol.prekeys.PrekeyRemoval;
import im.symbolon.protocol.prekeys.SignedClaimKey;
import im.symbolon.protocol.prekeys.Stock;
import im.symbolon.protocol.prekeys.StockQuery;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Schema;
import im.symbolon.service.prekeys.ClaimLimit;
import im.symbolon.service.prekeys.PreKeyStore;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.Packet;
import org.xmpp.packet.PacketError.Condition;

class IqEndpointTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(30));
  private static final ConnectionSource MEMORY =
      () -> DriverManager.getConnection("jdbc:hsqldb:mem:endpoint");

  private final BareJid bob = new BareJid("bob", "beta.test");
  private final TestDevice device = new TestDevice(bob, 1);
  private final MovableClock clock = new MovableClock(NOW);
  private final List<Packet> sent = new ArrayList<>();
  private final IqEndpoint endpoint = endpoint(MEMORY);

  private IqEndpoint endpoint(ConnectionSource connections) {
    var addresses = new ServiceAddresses("beta.test", Set.of("beta.test", "e2ee.beta.test"));
    var store = new PreKeyStore(new Database(connections), clock, ClaimLimit.DEFAULT);
    return new IqEndpoint(
        addresses,
        List.of(
            new PrekeyRequests(addresses, store, new JdkSignatureVerifier(), clock, sent::add)));
  }

  @BeforeEach
  void install() throws Exception {
    Schema.HSQLDB.install(MEMORY);
  }

  @AfterEach
  void drop() throws Exception {
    try (Connection connection = MEMORY.open();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA PUBLIC CASCADE");
    }
  }

  @Test
  void publishesClaimsCountsAndRemoves() throws Exception {
    PrekeyPublication published = device.publication(Mode.REFILL, 0, 2, LATER);
    IQ stock = ask("bob@beta.test/phone", "beta.test", IQ.Type.set, published.toXml());
    assertThat(Stock.parse(content(stock))).isEqualTo(new Stock(new DeviceId(1), 2, true));

    ClaimRequest claim = ClaimRequest.all(bob);
    IQ claimed = ask("alice@alpha.test/pc", "e2ee.beta.test", IQ.Type.set, claim.toXml());
    assertThat(claimed.getFrom().toString()).isEqualTo("e2ee.beta.test");
    assertThat(claimed.getTo().toString()).isEqualTo("alice@alpha.test/pc");
    ClaimResponse response = ClaimResponse.parse(content(claimed)).requireAnswerTo(claim);
    assertThat(
            response
                .bundles()
                .get(new DeviceId(1))
                .verified(device.address(), new JdkSignatureVerifier(), NOW)
                .preKeys())
        .containsExactly(published.claimKeys().get(0).preKey());

    IQ left = ask("bob@beta.test/phone", null, IQ.Type.get, new StockQuery(deviceId()).toXml());
    assertThat(Stock.parse(content(left)).claimKeys()).isEqualTo(1);
    IQ removed = ask("bob@beta.test/pad", "bob@beta.test", IQ.Type.set, removal());
    assertThat(removed.getType()).isEqualTo(IQ.Type.result);
    assertThat(removed.getChildElement()).isNull();
    assertThat(stock()).isEqualTo(new Stock(deviceId(), 0, false));
  }

  @Test
  void onlyTheOwnerPublishesCountsAndRemoves() throws Exception {
    publish(1);
    XmlElement publication = device.publication(Mode.REPLACE, 50, 1, LATER).toXml();
    String[] strangers = {
      "eve@alpha.test/x",
      "alpha.test",
      "beta.test",
      "bob@alpha.test/x",
      "bob@conference.beta.test/x"
    };
    for (String stranger : strangers) {
      refused(Condition.forbidden, ask(stranger, "beta.test", IQ.Type.set, publication));
      refused(Condition.forbidden, ask(stranger, "beta.test", IQ.Type.set, removal()));
      refused(
          Condition.forbidden,
          ask(stranger, "beta.test", IQ.Type.get, new StockQuery(deviceId()).toXml()));
    }
    refused(Condition.bad_request, ask("eve@beta.test/x", "beta.test", IQ.Type.set, publication));
    assertThat(stock().claimKeys()).isEqualTo(1);
  }

  @Test
  void refusesSignaturesOfAnybodyElse() throws Exception {
    TestDevice other = new TestDevice(bob, 1);
    PrekeyPublication good = device.publication(Mode.REFILL, 0, 1, LATER);
    SignedClaimKey forged = other.key(Pool.CLAIM, 0, LATER);
    SignedClaimKey forgedLast = other.key(Pool.LAST_RESORT, 0, LATER);
    refused(
        Condition.bad_request,
        publish(device.publication(Mode.REFILL, List.of(forged), good.lastResort())));
    refused(
        Condition.bad_request,
        publish(device.publication(Mode.REFILL, good.claimKeys(), forgedLast)));
    refused(
        Condition.bad_request,
        publish(
            new PrekeyPublication(
                good.device(),
                good.mode(),
                good.identity(),
                other.signedPreKey(),
                good.claimKeys(),
                good.lastResort())));
    assertThat(stock().lastResort()).isFalse();
  }

  @Test
  void refusesKeysThatHaveExpiredOrLiveTooLong() throws Exception {
    Instant tooLate = NOW.plus(PrekeyLimits.MAX_LIFETIME).plusSeconds(1);
    for (Instant bad : List.of(NOW, NOW.minusSeconds(1), tooLate)) {
      refused(Condition.bad_request, publish(device.publication(Mode.REFILL, 0, 1, bad)));
    }
    assertThat(stock().lastResort()).isFalse();
  }

  @Test
  void tellsTheOwnerAboutLowStockAndANewIdentity() throws Exception {
    publish(PrekeyLimits.LOW_WATER + 1);
    assertThat(sent).isEmpty();
    claim("alice@alpha.test/pc");
    assertThat(sent).hasSize(1);
    assertThat(Stock.parse(notice(0))).isEqualTo(stock());
    assertThat(sent.get(0).getTo().toString()).isEqualTo("bob@beta.test");
    assertThat(sent.get(0).getElement().attributeValue("type")).isEqualTo("headline");
    TestDevice other = new TestDevice(bob, 1);
    publish(other.publication(Mode.REPLACE, List.of(), other.key(Pool.LAST_RESORT, 1, LATER)));
    assertThat(IdentityReplaced.parse(notice(1)))
        .isEqualTo(new IdentityReplaced(deviceId(), other.identityKey()));
  }

  @Test
  void conflictsAndExcessAreRefusedAsSuch() throws Exception {
    publish(1);
    refused(Condition.conflict, publish(device.publication(Mode.REFILL, 0, 1, LATER)));
    TestDevice other = new TestDevice(bob, 1);
    refused(Condition.conflict, publish(other.publication(Mode.REFILL, 5, 1, LATER)));
    for (int i = 2; i <= PrekeyLimits.MAX_DEVICES; i++) {
      publish(new TestDevice(bob, i).publication(Mode.REFILL, 0, 0, LATER));
    }
    IQ tooMany = publish(new TestDevice(bob, 500).publication(Mode.REFILL, 0, 0, LATER));
    refused(Condition.resource_constraint, tooMany);
  }

  /** REVIEW 14: an account that does not exist is answered like one without devices. */
  @Test
  void doesNotTellWhetherAnAccountExists() throws Exception {
    publish(1);
    ask("bob@beta.test/phone", null, IQ.Type.set, removal());
    IQ without = claim("alice@alpha.test/pc");
    BareJid nobody = new BareJid("nob", "beta.test");
    ClaimRequest other = new ClaimRequest(nobody, new TreeSet<>(Set.of(deviceId())));
    IQ unknown = ask("alice@alpha.test/pc", "beta.test", IQ.Type.set, other.toXml());
    assertThat(unknown.toXML().replace("nob@", "bob@")).isEqualTo(without.toXML());
  }

  @Test
  void refusesClaimsForOtherDomains() {
    ClaimRequest other = ClaimRequest.all(new BareJid("bob", "gamma.test"));
    refused(
        Condition.item_not_found, ask("eve@alpha.test/x", "beta.test", IQ.Type.set, other.toXml()));
  }

  @Test
  void isNotFoundAtAddressesThatAreNotItsOwn() {
    XmlElement claim = ClaimRequest.all(bob).toXml();
    for (String to :
        List.of("bob@beta.test", "nob@beta.test", "gamma.test", "bob@beta.test/phone")) {
      refused(Condition.service_unavailable, ask("eve@alpha.test/x", to, IQ.Type.set, claim));
    }
  }

  @Test
  void aRepeatedClaimStanzaGetsAnotherKey() throws Exception {
    publish(3);
    ClaimResponse first = ClaimResponse.parse(content(claim("alice@alpha.test/pc")));
    ClaimResponse second = ClaimResponse.parse(content(claim("alice@alpha.test/pc")));
    assertThat(first.bundles().get(deviceId()).key())
        .isNotEqualTo(second.bundles().get(deviceId()).key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<claim xmlns='urn:symbolon:prekeys:0'/>",
        "<claim xmlns='urn:symbolon:prekeys:0' account=''/>",
        "<claim xmlns='urn:symbolon:prekeys:0' account='beta.test'/>",
        "<claim xmlns='urn:symbolon:prekeys:0' account='bob@beta.test/phone'/>",
        "<claim xmlns='urn:symbolon:prekeys:0' account='bob@beta.test' more='1'/>",
        "<claim xmlns='urn:symbolon:prekeys:0' xmlns:x='urn:x' x:account='bob@beta.test'/>",
        "<claim xmlns='urn:symbolon:prekeys:0' account='bob@beta.test'>text</claim>",
        "<claim xmlns='urn:symbolon:prekeys:0' account='bob@beta.test'><device/></claim>",
        "<claim xmlns='urn:symbolon:prekeys:0' account='bob@beta.test'><device id='0'/></claim>",
        "<claim xmlns='urn:symbolon:prekeys:0' account='bob@beta.test'><device id='-1'/></claim>",
        "<claim xmlns='urn:symbolon:prekeys:0' account='bob@beta.test'>"
            + "<device id='2147483648'/></claim>",
        "<claim xmlns='urn:symbolon:prekeys:0' account='bob@beta.test'>"
            + "<device id='1'/><device id='1'/></claim>",
        "<claim xmlns='urn:symbolon:prekeys:0' account='bob@beta.test'>"
            + "<device xmlns='' id='1'/></claim>",
        "<claim xmlns='urn:symbolon:prekeys:0' account=\"' OR 1=1 --@beta.test\"/>",
        "<stock xmlns='urn:symbolon:prekeys:0' device='1'/>",
        "<remove xmlns='urn:symbolon:prekeys:0' device='1'><x/></remove>",
        "<publish xmlns='urn:symbolon:prekeys:0' device='1' mode='refill'/>",
        "<publish xmlns='urn:symbolon:prekeys:0' device='1' mode='refill'><identity/></publish>",
        "<constructor xmlns='urn:symbolon:prekeys:0'/>"
      })
  void refusesMalformedRequests(String xml) throws Exception {
    publish(1);
    IQ request = new IQ(IQ.Type.set);
    request.setFrom("bob@beta.test/phone");
    request.setTo("beta.test");
    request.getElement().add(DocumentHelper.parseText(xml).getRootElement());
    IQ answer = endpoint.answer(request).orElseThrow();
    refused(Condition.bad_request, answer);
    assertThat(answer.toXML()).doesNotContain("Exception").doesNotContain("at im.symbolon");
    assertThat(stock()).isEqualTo(new Stock(deviceId(), 1, true));
  }

  @Test
  void refusesOversizedRequests() throws Exception {
    publish(1);
    IQ request = new IQ(IQ.Type.set);
    Element at = request.setChildElement("claim", Namespaces.PREKEYS);
    for (int i = 0; i < 5000; i++) {
      at = at.addElement("device");
    }
    refused(Condition.bad_request, from("bob@beta.test/phone", request));
    IQ wide = new IQ(IQ.Type.set);
    Element claim = wide.setChildElement("claim", Namespaces.PREKEYS);
    claim.addAttribute("account", "bob@beta.test");
    for (int i = 1; i <= PrekeyLimits.MAX_DEVICES + 1; i++) {
      claim.addElement("device").addAttribute("id", Integer.toString(i));
    }
    refused(Condition.bad_request, from("bob@beta.test/phone", wide));
    IQ fat = new IQ(IQ.Type.set);
    fat.setChildElement("claim", Namespaces.PREKEYS).setText("x".repeat(1 << 20));
    refused(Condition.bad_request, from("bob@beta.test/phone", fat));
    assertThat(stock().claimKeys()).isEqualTo(1);
  }

  @Test
  void refusesRequestsWithoutOrWithSeveralElementsOrTheWrongType() throws Exception {
    publish(1);
    refused(Condition.bad_request, from("bob@beta.test/phone", new IQ(IQ.Type.set)));
    IQ two = new IQ(IQ.Type.set);
    two.getElement().add(Dom4jXml.write(removal()));
    two.getElement().add(Dom4jXml.write(removal()));
    refused(Condition.bad_request, from("bob@beta.test/phone", two));
    refused(Condition.bad_request, ask("bob@beta.test/phone", "beta.test", IQ.Type.get, removal()));
    refused(
        Condition.bad_request,
        ask("eve@alpha.test/x", "beta.test", IQ.Type.get, ClaimRequest.all(bob).toXml()));
    assertThat(stock().claimKeys()).isEqualTo(1);
  }

  @Test
  void neverAnswersAnAnswer() {
    for (IQ.Type type : List.of(IQ.Type.result, IQ.Type.error)) {
      IQ answer = new IQ(type);
      answer.setFrom("eve@alpha.test/x");
      answer.setTo("beta.test");
      answer.getElement().add(Dom4jXml.write(ClaimRequest.all(bob).toXml()));
      assertThat(endpoint.answer(answer)).isEmpty();
    }
  }

  @Test
  void saysWhatItIs() {
    XmlElement query = XmlElement.element(Namespaces.DISCO_INFO, "query").build();
    IQ info = ask("eve@alpha.test/x", "e2ee.beta.test", IQ.Type.get, query);
    assertThat(info.toXML()).contains("var=\"" + Namespaces.PREKEYS + "\"");
    XmlElement node = XmlElement.element(Namespaces.DISCO_INFO, "query").with("node", "x").build();
    refused(Condition.item_not_found, ask("eve@alpha.test/x", "e2ee.beta.test", IQ.Type.get, node));
    XmlElement items = XmlElement.element(Namespaces.DISCO_ITEMS, "query").build();
    assertThat(ask("eve@alpha.test/x", "e2ee.beta.test", IQ.Type.get, items).getType())
        .isEqualTo(IQ.Type.result);
    XmlElement other = XmlElement.element("urn:other", "query").build();
    refused(
        Condition.service_unavailable,
        ask("eve@alpha.test/x", "e2ee.beta.test", IQ.Type.get, other));
  }

  @Test
  void aDatabaseThatIsGoneMeansTryLater() {
    IqEndpoint broken =
        endpoint(
            () -> {
              throw new java.sql.SQLException("secret detail", "08001");
            });
    IQ request = new IQ(IQ.Type.set);
    request.setFrom("alice@alpha.test/pc");
    request.setTo("beta.test");
    request.getElement().add(Dom4jXml.write(ClaimRequest.all(bob).toXml()));
    IQ answer = broken.answer(request).orElseThrow();
    refused(Condition.resource_constraint, answer);
    assertThat(answer.toXML()).doesNotContain("secret").contains("type=\"wait\"");
  }

  @Test
  void refusesAddressesThatTheServerWouldWriteDifferently() {
    XmlElement claim =
        XmlElement.element(Namespaces.PREKEYS, "claim")
            .with("account", "bo\u00adb@beta.test")
            .build();
    refused(Condition.bad_request, ask("alice@alpha.test/pc", "beta.test", IQ.Type.set, claim));
  }

  private void publish(int count) {
    assertThat(publish(device.publication(Mode.REFILL, 0, count, LATER)).getType())
        .isEqualTo(IQ.Type.result);
  }

  private IQ publish(PrekeyPublication publication) {
    return ask("bob@beta.test/phone", "beta.test", IQ.Type.set, publication.toXml());
  }

  private IQ claim(String from) {
    TreeSet<DeviceId> devices = new TreeSet<>(Set.of(deviceId()));
    return ask(from, "beta.test", IQ.Type.set, new ClaimRequest(bob, devices).toXml());
  }

  private Stock stock() throws Exception {
    return Stock.parse(
        content(
            ask("bob@beta.test/q", "beta.test", IQ.Type.get, new StockQuery(deviceId()).toXml())));
  }

  private XmlElement removal() {
    return new PrekeyRemoval(deviceId()).toXml();
  }

  private static DeviceId deviceId() {
    return new DeviceId(1);
  }

  private IQ ask(String from, String to, IQ.Type type, XmlElement content) {
    IQ request = new IQ(type, "id-1");
    request.setFrom(from);
    if (to != null) {
      request.setTo(to);
    }
    request.getElement().add(Dom4jXml.write(content));
    return endpoint.answer(request).orElseThrow();
  }

  private IQ from(String from, IQ request) {
    request.setFrom(from);
    request.setTo("beta.test");
    return endpoint.answer(request).orElseThrow();
  }

  private XmlElement notice(int index) throws Exception {
    return Dom4jXml.read((Element) sent.get(index).getElement().elements().get(0));
  }

  private static XmlElement content(IQ answer) throws Exception {
    assertThat(answer.getType()).as(answer.toXML()).isEqualTo(IQ.Type.result);
    return Dom4jXml.read(answer.getChildElement());
  }

  private static void refused(Condition condition, IQ answer) {
    assertThat(answer.getType()).as(answer.toXML()).isEqualTo(IQ.Type.error);
    assertThat(answer.getError().getCondition()).isEqualTo(condition);
    assertThat(Optional.ofNullable(answer.getChildElement())).isEmpty();
  }
}
