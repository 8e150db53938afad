package im.symbolon.service.admin;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.service.IqEndpoint;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.MovableClock;
import im.symbolon.service.Refusal;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.TestDevice;
import im.symbolon.service.audit.AuditEntry;
import im.symbolon.service.audit.AuditEntry.Event;
import im.symbolon.service.audit.AuditLimits;
import im.symbolon.service.audit.AuditLog;
import im.symbolon.service.files.FileBook;
import im.symbolon.service.files.FileRules;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Sql;
import im.symbolon.service.policy.Policy;
import im.symbolon.service.policy.PolicyInForce;
import im.symbolon.service.policy.PolicyStore;
import im.symbolon.service.policy.Requirement;
import im.symbolon.service.policy.Scope;
import im.symbolon.service.prekeys.ClaimLimit;
import im.symbolon.service.prekeys.Inventory;
import im.symbolon.service.prekeys.PreKeyStore;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/** What administrators and others get by ad-hoc commands, on every database. */
abstract class AdminContract {
  private static final String ROOT = "root@alpha.test/pc";
  private static final String SERVICE = "e2ee.alpha.test";
  private static final String COMMANDS = "http://jabber.org/protocol/commands";
  private static final BareJid BOB = new BareJid("bob", "alpha.test");

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final AtomicBoolean away = new AtomicBoolean();
  private final Database database = new Database(this::open);
  private final PolicyStore policies = new PolicyStore(database);
  private final AuditLog audit = new AuditLog(database, clock, AuditLimits.DEFAULT);
  private final PreKeyStore keys = new PreKeyStore(database, clock, ClaimLimit.DEFAULT);
  private final List<DeviceAddress> dropped = new ArrayList<>();
  private boolean administers = true;
  private PolicyInForce policy;
  private IqEndpoint endpoint;

  abstract ConnectionSource connections();

  private java.sql.Connection open() throws SQLException {
    if (away.get()) {
      throw new SQLException("the database is away");
    }
    return connections().open();
  }

  @BeforeEach
  void build() throws Exception {
    new Database(connections()).autoCommitted(c -> Sql.of("DELETE FROM symbolonAudit").update(c));
    policies.save(Policy.NONE, policies.load().version());
    policy = new PolicyInForce(policies, Runnable::run, clock);
    keys.forget(BOB);
    PrekeyRegister register = new PrekeyRegister(keys, new Inventory(database, clock));
    ServiceAddresses addresses = new ServiceAddresses("alpha.test", Set.of("alpha.test", SERVICE));
    AdminRooms rooms =
        new AdminRooms(
            policy,
            audit,
            List.of(register, new MailboxFigures(database), new FileFigures(files())),
            List.of(register, new OtherRegister()));
    Administrators administrators =
        account -> administers && account.equals(new JID("root@alpha.test"));
    endpoint =
        new IqEndpoint(
            addresses, List.of(CommandRequests.of(SERVICE, addresses, administrators, rooms)));
  }

  private FileBook files() {
    return new FileBook(database, clock, new SecureRandom(), FileRules.DEFAULT);
  }

  /** A second room, which knows one device more. */
  private final class OtherRegister implements DeviceRegister {
    @Override
    public SortedMap<DeviceId, String> devices(BareJid account) {
      return new TreeMap<>(Map.of(new DeviceId(1), "listed", new DeviceId(9), "listed"));
    }

    @Override
    public void drop(DeviceAddress device) {
      dropped.add(device);
    }
  }

  private IQ ask(String from, IQ.Type type, String xml) {
    try {
      IQ iq = new IQ(type);
      iq.setFrom(from);
      iq.setTo(SERVICE);
      iq.getElement().add((Element) DocumentHelper.parseText(xml).getRootElement().detach());
      return endpoint.answer(iq).orElseThrow();
    } catch (DocumentException e) {
      throw new AssertionError(e);
    }
  }

  private static String command(String name, String attributes, String content) {
    return "<command xmlns='"
        + COMMANDS
        + "' node='urn:symbolon:admin:0#"
        + name
        + "' "
        + attributes
        + ">"
        + content
        + "</command>";
  }

  private IQ start(String from, String name) {
    return ask(from, IQ.Type.set, command(name, "action='execute'", ""));
  }

  private IQ submit(String name, String fields) {
    return ask(ROOT, IQ.Type.set, command(name, "sessionid='s'", form(fields)));
  }

  private static String form(String fields) {
    return "<x xmlns='jabber:x:data' type='submit'>" + fields + "</x>";
  }

  private static String field(String name, String... values) {
    StringBuilder out = new StringBuilder("<field var='" + name + "'>");
    for (String each : values) {
      out.append("<value>").append(each).append("</value>");
    }
    return out.append("</field>").toString();
  }

  private static String done(IQ answer) {
    assertThat(answer.getType()).as(answer.toXML()).isEqualTo(IQ.Type.result);
    assertThat(answer.getChildElement().attributeValue("status")).isEqualTo("completed");
    return answer.toXML();
  }

  private static void assertRefused(Condition condition, IQ answer) {
    assertThat(answer.getType()).as(answer.toXML()).isEqualTo(IQ.Type.error);
    assertThat(answer.getError().getCondition()).isEqualTo(condition);
  }

  private void publish(int device) throws Exception {
    TestDevice own = new TestDevice(BOB, device);
    Instant expires = clock.instant().plus(Duration.ofDays(30));
    keys.publish(
        BOB, own.publication(Mode.REFILL, 0, 3, expires).verify(BOB, new JdkSignatureVerifier()));
  }

  private String version() throws SQLException {
    return field("version", Long.toString(policies.load().version()));
  }

  @Test
  void onlyAdministratorsAreServedAndSeeTheCommands() {
    for (String name :
        List.of("overview", "devices", "revoke", "policy", "change-policy", "audit", "none")) {
      for (String other : List.of("eve@alpha.test/x", "root@beta.test/pc", "alpha.test")) {
        assertRefused(Condition.forbidden, start(other, name));
      }
    }
    String list = "<query xmlns='http://jabber.org/protocol/disco#items' node='" + COMMANDS + "'/>";
    assertThat(children(ask("eve@alpha.test/x", IQ.Type.get, list))).isZero();
    assertThat(children(ask(ROOT, IQ.Type.get, list))).isEqualTo(6);
    String one =
        "<query xmlns='http://jabber.org/protocol/disco#info' node='urn:symbolon:admin:0#audit'/>";
    assertThat(ask(ROOT, IQ.Type.get, one).toXML()).contains("command-node", "jabber:x:data");
    assertRefused(Condition.item_not_found, ask("eve@alpha.test/x", IQ.Type.get, one));
  }

  private static int children(IQ answer) {
    return answer.getChildElement().elements().size();
  }

  @Test
  void whoIsNoAdministratorAnyMoreCannotFinish() {
    assertThat(start(ROOT, "change-policy").toXML()).contains("executing");
    administers = false;
    assertRefused(Condition.forbidden, submit("change-policy", field("version", "0")));
  }

  @Test
  void theOverviewCountsWhatIsThere() throws Exception {
    String before = done(start(ROOT, "overview"));
    publish(1);
    String after = done(start(ROOT, "overview"));
    assertThat(after).contains("devices-low", "audit-rows");
    assertThat(value(after, "mailbox-messages") + value(after, "mailbox-bytes")).isZero();
    assertThat(value(after, "files") + value(after, "file-bytes")).isZero();
    assertThat(value(after, "devices")).isEqualTo(value(before, "devices") + 1);
    assertThat(value(after, "devices-low")).isEqualTo(value(before, "devices-low") + 1);
  }

  private static int value(String xml, String name) throws DocumentException {
    for (Object each :
        DocumentHelper.parseText(xml)
            .getRootElement()
            .element("command")
            .element("x")
            .elements("field")) {
      if (name.equals(((Element) each).attributeValue("var"))) {
        return Integer.parseInt(((Element) each).elementText("value"));
      }
    }
    throw new AssertionError(name + " is not in " + xml);
  }

  @Test
  void aRoomWithoutAnAnswerDoesNotHideTheOthers() {
    away.set(true);
    assertThat(done(start(ROOT, "overview"))).contains("Rooms without an answer now");
    assertRefused(Condition.resource_constraint, start(ROOT, "policy"));
    assertRefused(Condition.resource_constraint, submit("audit", ""));
    assertRefused(
        Condition.resource_constraint, submit("devices", field("account", "bob@alpha.test")));
    away.set(false);
    done(start(ROOT, "policy"));
  }

  @Test
  void showsDevicesOfAllRegistersAndNoKeys() throws Exception {
    publish(1);
    assertThat(start(ROOT, "devices").toXML()).contains("executing", "jid-single", "required");
    String shown = done(submit("devices", field("account", "BOB@alpha.test")));
    assertThat(shown)
        .contains("3 prekeys and a last resort; listed", "<value>9</value>")
        .doesNotContain(
            new TestDevice(BOB, 1)
                .publication(Mode.REFILL, 0, 1, clock.instant())
                .identity()
                .toBase64());
  }

  @Test
  void revokesADeviceInEachRegister() throws Exception {
    publish(1);
    publish(2);
    String account = field("account", BOB.toString());
    assertThat(done(submit("revoke", account + field("device", "1")))).contains("device 1");
    DeviceAddress first = new DeviceAddress(BOB, new DeviceId(1));
    assertThat(keys.stock(first).claimKeys()).isZero();
    assertThat(keys.stock(new DeviceAddress(BOB, new DeviceId(2))).claimKeys()).isEqualTo(3);
    assertThat(dropped).containsExactly(first);
    assertThat(audit.latest(1).get(0).entry())
        .isEqualTo(
            new AuditEntry(Event.CHANGED, "root@alpha.test", BOB.toString(), "device 1 revoked"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "-1", "1x", "99999999999999999999", "2147483648", ""})
  void aDeviceThatIsNotThereIsNotRevoked(String device) throws Exception {
    publish(1);
    IQ answer = submit("revoke", field("account", BOB.toString()) + field("device", device));
    assertThat(answer.getType()).isEqualTo(IQ.Type.error);
    assertThat(dropped).isEmpty();
    assertThat(keys.stock(new DeviceAddress(BOB, new DeviceId(1))).claimKeys()).isEqualTo(3);
  }

  @Test
  void anAccountOfAnotherDomainHasNoDevicesHere() {
    for (String account : List.of("bob@beta.test", "alpha.test", "", "a@b@c", "&lt;x/&gt;")) {
      assertRefused(Condition.bad_request, submit("devices", field("account", account)));
    }
  }

  @Test
  void changesThePolicyAndShowsItAgain() throws Exception {
    assertThat(start(ROOT, "change-policy").toXML()).contains("executing", "text-multi");
    String fields =
        version()
            + field(
                "rules",
                "everybody = required",
                "domain Partner.example = free",
                "group Vorstand = x = required 2",
                "room board@conference.alpha.test = required 1")
            + field("open", "1")
            + field("denied", "bad.example\nworse.example")
            + field("tls-only", "true")
            + field("exempt", "bot@alpha.test")
            + field("dry-run", "0");
    assertThat(done(submit("change-policy", fields))).contains("is in force");
    Policy now = policy.get().policy();
    assertThat(now.requirements())
        .containsEntry(Scope.EVERYBODY, new Requirement(true, Optional.empty()))
        .containsEntry(Scope.domain("partner.example"), Requirement.NONE)
        .containsEntry(
            Scope.group("Vorstand = x"), new Requirement(true, Optional.of(OmemoVersion.OMEMO_2)))
        .hasSize(4);
    assertThat(now.domains().denied()).containsExactly("bad.example", "worse.example");
    assertThat(now.demandsTls()).isTrue();
    assertThat(now.exempt()).containsExactly("bot@alpha.test");
    assertThat(policies.load().policy()).isEqualTo(now);
    assertThat(done(start(ROOT, "policy")))
        .contains("group Vorstand = x = required 2", "domain partner.example = free");
    assertThat(audit.latest(1).get(0).entry().event()).isEqualTo(Event.CHANGED);
  }

  @Test
  void aShownPolicyIsSubmittedUnchanged() throws Exception {
    done(submit("change-policy", version() + field("rules", "everybody = free 2")));
    Policy before = policy.get().policy();
    Element form = start(ROOT, "change-policy").getChildElement().element("x");
    StringBuilder fields = new StringBuilder();
    for (Object each : form.elements("field")) {
      fields.append(((Element) each).asXML());
    }
    done(submit("change-policy", fields.toString()));
    assertThat(policy.get().policy()).isEqualTo(before);
  }

  @Test
  void aPolicyThatWasChangedMeanwhileIsNotOverwritten() throws Exception {
    String seen = version();
    done(submit("change-policy", seen + field("rules", "everybody = required")));
    assertRefused(Condition.conflict, submit("change-policy", seen + field("rules", "")));
    assertThat(policy.get().policy().requirements()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "everybody",
        "everybody =required",
        "everybody x = required",
        "everyone = required",
        "everybody = required 3",
        "everybody = required 2 2",
        "domain = free",
        "domain a b = free",
        "domain a@b.test = free",
        "room conference.alpha.test = free",
        "room @ = free",
        "group = free",
        "everybody = free\neverybody = required",
        "'; DROP TABLE symbolonPolicy; --"
      })
  void whatIsNoRuleChangesNothing(String rule) throws Exception {
    long before = policies.load().version();
    IQ answer = submit("change-policy", version() + field("rules", rule));
    assertRefused(Condition.bad_request, answer);
    assertThat(answer.toXML()).contains("bad-payload").doesNotContain("Exception");
    assertThat(policies.load().version()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<field var='allowed'><value>a.test</value></field>"
            + "<field var='denied'><value>a.test</value></field>",
        "<field var='denied'><value>@</value></field>",
        "<field var='denied'><value>.test</value></field>",
        "<field var='exempt'><value>@x@</value></field>",
        "<field var='dry-run'><value>perhaps</value></field>",
        "<field var='dry-run'><value>1</value><value>0</value></field>",
        "<field var='open'/><field var='open'/>",
        "<field var='rights'><value>all</value></field>",
        "<field><value>all</value></field>",
        "<field var='FORM_TYPE'><value>urn:other</value></field>"
      })
  void contradictoryAndForeignFieldsChangeNothing(String fields) throws Exception {
    long before = policies.load().version();
    assertRefused(Condition.bad_request, submit("change-policy", version() + fields));
    assertThat(policies.load().version()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<x xmlns='jabber:x:data' type='submit'/><x xmlns='jabber:x:data' type='submit'/>",
        "<x xmlns='jabber:x:data' type='form'/>",
        "<x xmlns='jabber:x:data'/>",
        "<x xmlns='urn:other' type='submit'/>",
        "<y xmlns='jabber:x:data' type='submit'/>"
      })
  void withoutItsFormOrWithTwoNothingIsDone(String content) throws Exception {
    long before = policies.load().version();
    assertRefused(
        Condition.bad_request,
        ask(ROOT, IQ.Type.set, command("change-policy", "sessionid='s'", content)));
    assertThat(policies.load().version()).isEqualTo(before);
  }

  @Test
  void hugeFormsAreRefused() throws Exception {
    String line = "<value>domain a.test = free</value>";
    assertRefused(
        Condition.bad_request,
        submit(
            "change-policy",
            version() + field("rules") + "<field var='rules'>" + line.repeat(5000) + "</field>"));
    assertRefused(
        Condition.bad_request,
        submit("change-policy", version() + field("exempt", "a".repeat(300_000))));
  }

  @Test
  void actionsThatWereNotOfferedAreRefused() {
    for (String action : List.of("prev", "next")) {
      IQ answer = ask(ROOT, IQ.Type.set, command("audit", "action='" + action + "'", ""));
      assertRefused(Condition.bad_request, answer);
      assertThat(answer.toXML()).contains("bad-action");
    }
    assertThat(ask(ROOT, IQ.Type.set, command("audit", "action='x'", "")).toXML())
        .contains("malformed-action");
    String id = "sessionid='" + "s".repeat(65) + "'";
    assertThat(ask(ROOT, IQ.Type.set, command("audit", id, form(""))).toXML())
        .contains("bad-sessionid");
    assertRefused(Condition.bad_request, ask(ROOT, IQ.Type.get, command("audit", "", "")));
    assertRefused(Condition.item_not_found, start(ROOT, "none"));
    assertThat(ask(ROOT, IQ.Type.set, command("audit", "action='cancel'", "")).toXML())
        .contains("canceled");
  }

  @Test
  void theAuditLogIsReadInPages() throws Refusal {
    clock.advance(Duration.ofDays(7000)); // a time of its own
    for (int i = 0; i < 5; i++) {
      clock.advance(Duration.ofSeconds(1));
      audit.note(new AuditEntry(Event.REFUSED, "a" + i + "@x.test", "b@b.test", "everybody"));
    }
    String first = done(submit("audit", field("max", "3")));
    assertThat(first).contains("a4@x.test", "a2@x.test").doesNotContain("a1@x.test");
    String next = first.replaceAll("(?s).*var=\"next\".*?<value>([^<]*)</value>.*", "$1");
    String second = done(submit("audit", field("max", "2") + field("after", next)));
    assertThat(second).contains("a1@x.test", "a0@x.test").doesNotContain("a2@x.test");
    for (String max : List.of("51", "-1", "x")) {
      assertRefused(Condition.bad_request, submit("audit", field("max", max)));
    }
    assertRefused(Condition.bad_request, submit("audit", field("after", "elsewhere")));
  }
}
