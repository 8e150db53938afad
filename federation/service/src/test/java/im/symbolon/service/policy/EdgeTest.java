package im.symbolon.service.policy;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.OmemoVersion;
import im.symbolon.service.MovableClock;
import im.symbolon.service.ServiceAddresses;
import im.symbolon.service.audit.AuditEntry;
import im.symbolon.service.audit.AuditEntry.Event;
import im.symbolon.service.audit.AuditLimits;
import im.symbolon.service.audit.AuditLog;
import im.symbolon.service.audit.AuditRecord;
import im.symbolon.service.jdbc.ConnectionSource;
import im.symbolon.service.jdbc.Database;
import im.symbolon.service.jdbc.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.dom4j.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Message;
import org.xmpp.packet.Packet;
import org.xmpp.packet.Presence;

class EdgeTest {
  private static final ConnectionSource MEMORY =
      () -> DriverManager.getConnection("jdbc:hsqldb:mem:edge");
  private static final Requirement ENCRYPTED = new Requirement(true, Optional.empty());
  private static final Requirement NEWEST =
      new Requirement(true, Optional.of(OmemoVersion.OMEMO_2));

  private static final String BODY = "<body>the merger is on friday</body>";
  private static final String OMEMO_2 =
      "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='1'/></encrypted>";
  private static final String LEGACY =
      "<encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='1'/></encrypted>";

  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-20T12:00:00Z"));
  private final AuditLog audit = new AuditLog(new Database(MEMORY), clock, AuditLimits.DEFAULT);
  private final Map<String, Set<String>> groups = new TreeMap<>();
  private Policy policy = Policy.NONE;
  private final Edge edge =
      new Edge(
          new ServiceAddresses("alpha.test", Set.of("alpha.test", "e2ee.alpha.test")),
          () -> new PolicyStore.Stored(policy, 1),
          account -> groups.getOrDefault(account.toString(), Set.of()),
          audit);

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

  private void demand(Scope scope, Requirement requirement) {
    TreeMap<Scope, Requirement> all = new TreeMap<>(policy.requirements());
    all.put(scope, requirement);
    policy = new Policy(all, policy.domains(), policy.exempt(), policy.dryRun());
  }

  private void domains(boolean open, Set<String> allowed, Set<String> denied) {
    Domains next = new Domains(open, new TreeSet<>(allowed), new TreeSet<>(denied), false);
    policy = new Policy(policy.requirements(), next, policy.exempt(), policy.dryRun());
  }

  private static Message message(String type, String from, String to, String children) {
    try {
      Element stanza =
          DocumentHelper.parseText(
                  "<message xmlns='jabber:client' id='m1' type='"
                      + type
                      + "'>"
                      + children
                      + "</message>")
              .getRootElement();
      Message message = new Message(stanza);
      message.setFrom(from);
      message.setTo(to);
      return message;
    } catch (DocumentException e) {
      throw new AssertionError(e);
    }
  }

  private static Message chat(String from, String to, String children) {
    return message("chat", from, to, children);
  }

  private boolean passes(Packet packet) {
    String before = packet.toXML();
    Optional<Violation> refusal = edge.judge(packet);
    assertThat(packet.toXML()).isEqualTo(before);
    return !refusal.isPresent();
  }

  private boolean passesToBob(String children) {
    return passes(chat("alice@alpha.test/pc", "bob@beta.test", children));
  }

  @Test
  void whatTheServerSendsByItselfDoesNotLeaveForADomainThatIsShutOut() throws Exception {
    domains(true, Set.of(), Set.of("beta.test"));
    Presence presence = new Presence();
    presence.setFrom("alice@alpha.test/pc");
    presence.setTo("bob@beta.test");
    assertThat(edge.mayLeave(presence)).isFalse();
    assertThat(audit.latest(1).get(0).entry())
        .isEqualTo(
            new AuditEntry(Event.REFUSED, "alice@alpha.test", "bob@beta.test", "domain beta.test"));
    presence.setTo("bob@gamma.test");
    assertThat(edge.mayLeave(presence)).isTrue();
    presence.setTo((String) null);
    assertThat(edge.mayLeave(presence)).isTrue();
  }

  @Test
  void inADryRunAllLeaves() throws Exception {
    domains(true, Set.of(), Set.of("beta.test"));
    policy = new Policy(policy.requirements(), policy.domains(), policy.exempt(), true);
    Presence presence = new Presence();
    presence.setFrom("alice@alpha.test/pc");
    presence.setTo("bob@beta.test");
    assertThat(edge.mayLeave(presence)).isTrue();
    assertThat(audit.latest(1)).isEmpty();
  }

  @Test
  void bouncesAreKnownAgain() {
    Message message = chat("a@alpha.test/pc", "b@beta.test", BODY);
    assertThat(Bounce.is(message)).isFalse();
    assertThat(Bounce.is(Bounce.of(message, new Violation("r", "s")).orElseThrow())).isTrue();
  }

  @Test
  void withoutAPolicyEverythingPasses() {
    assertThat(passesToBob(BODY)).isTrue();
    assertThat(passesToBob(LEGACY)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        BODY,
        "<body/>" + BODY,
        "<body xml:lang='de'>der Zusammenschluss</body>",
        "<subject>merger</subject>",
        "<html xmlns='http://jabber.org/protocol/xhtml-im'><body/></html>",
        "<x xmlns='jabber:x:oob'><url>http://a.test/plan.pdf</url></x>",
        "<x xmlns='jabber:x:data' type='submit'/>",
        "<file-sharing xmlns='urn:xmpp:sfs:0'/>",
        "<forwarded xmlns='urn:xmpp:forward:0'><message/></forwarded>",
        "<rtt xmlns='urn:xmpp:rtt:0'><t>mer</t></rtt>",
        OMEMO_2 + "<x xmlns='jabber:x:oob'><url>http://a.test/plan.pdf</url></x>",
        "<encrypted xmlns='urn:example:pretends'/>" + BODY,
        "<wrapped>" + OMEMO_2 + "</wrapped>" + BODY
      })
  void wordsThatAnybodyCanReadDoNotPass(String children) {
    demand(Scope.EVERYBODY, ENCRYPTED);
    assertThat(passesToBob(children)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        OMEMO_2,
        LEGACY,
        OMEMO_2 + LEGACY + "<body>I sent you an encrypted message</body>",
        "<openpgp xmlns='urn:xmpp:openpgp:0'/>",
        "<sealed xmlns='urn:symbolon:groups:0'/>",
        "<composing xmlns='http://jabber.org/protocol/chatstates'/>",
        "<received xmlns='urn:xmpp:receipts' id='1'/>",
        "<body> </body>",
        "<x xmlns='http://jabber.org/protocol/muc#user'><invite to='c@beta.test'/></x>",
        "<propose xmlns='urn:xmpp:jingle-message:0' id='1'/>",
        ""
      })
  void whatIsEncryptedAndWhatHoldsNoWordsPasses(String children) {
    demand(Scope.EVERYBODY, ENCRYPTED);
    assertThat(passesToBob(children)).isTrue();
  }

  @Test
  void theMinimumIsForEveryElementOfAMessage() {
    demand(Scope.EVERYBODY, NEWEST);
    assertThat(passesToBob(OMEMO_2)).isTrue();
    assertThat(passesToBob(LEGACY)).isFalse();
    assertThat(passesToBob(OMEMO_2 + LEGACY)).isFalse();
    assertThat(passesToBob("<openpgp xmlns='urn:xmpp:openpgp:0'/>")).isFalse();
  }

  @Test
  void theNarrowestScopeDecides() {
    groups.put("alice@alpha.test", Set.of("board"));
    demand(Scope.EVERYBODY, ENCRYPTED);
    demand(Scope.domain("Partner.Example"), Requirement.NONE);
    assertThat(passes(chat("carol@alpha.test/pc", "dan@partner.example", BODY))).isTrue();
    assertThat(passes(chat("dan@partner.example/pc", "carol@alpha.test", BODY))).isTrue();
    assertThat(passesToBob(BODY)).isFalse();
    demand(Scope.group("board"), NEWEST);
    assertThat(passes(chat("alice@alpha.test/pc", "dan@partner.example", BODY))).isFalse();
    assertThat(passes(chat("dan@partner.example/pc", "alice@alpha.test", LEGACY))).isFalse();
    JID room = new JID("party@conference.alpha.test");
    demand(Scope.room(room), Requirement.NONE);
    assertThat(passes(message("groupchat", "alice@alpha.test/pc", room.toString(), BODY))).isTrue();
  }

  @Test
  void ofTwoGroupsTheStricterDecides() {
    groups.put("alice@alpha.test", Set.of("staff", "board"));
    demand(Scope.group("board"), NEWEST);
    demand(Scope.group("staff"), Requirement.NONE);
    assertThat(passesToBob(BODY)).isFalse();
    assertThat(passesToBob(LEGACY)).isFalse();
  }

  @Test
  void whatALocalRoomSendsOutIsNotJudgedAgain() {
    demand(Scope.EVERYBODY, ENCRYPTED);
    String room = "party@conference.alpha.test";
    assertThat(passes(message("groupchat", "alice@alpha.test/pc", room, BODY))).isFalse();
    assertThat(passes(message("groupchat", room + "/alice", "bob@beta.test/pc", BODY))).isTrue();
    String elsewhere = "party@conference.beta.test";
    assertThat(passes(message("groupchat", elsewhere + "/bob", "alice@alpha.test/pc", BODY)))
        .isFalse();
  }

  @Test
  void aRoomsSubjectPassesAndAChatsDoesNot() {
    demand(Scope.EVERYBODY, ENCRYPTED);
    String subject = "<subject>Budget</subject>";
    assertThat(
            passes(message("groupchat", "a@alpha.test/pc", "party@conference.alpha.test", subject)))
        .isTrue();
    assertThat(passesToBob(subject)).isFalse();
  }

  @Test
  void servicesAndListedAddressesAreExempt() {
    demand(Scope.EVERYBODY, ENCRYPTED);
    assertThat(passes(chat("alice@alpha.test/pc", "alpha.test", BODY))).isTrue();
    assertThat(passes(chat("upload.alpha.test", "alice@alpha.test/pc", BODY))).isTrue();
    assertThat(passes(chat("alice@alpha.test/pc", "beta.test", BODY))).isFalse();
    policy =
        new Policy(
            policy.requirements(),
            policy.domains(),
            Set.of("bot@alpha.test", "sms.example"),
            false);
    assertThat(passes(chat("alice@alpha.test/pc", "bot@alpha.test", BODY))).isTrue();
    assertThat(passes(chat("4912@sms.example/x", "alice@alpha.test", BODY))).isTrue();
    assertThat(passes(chat("alice@alpha.test/pc", "robot@alpha.test", BODY))).isFalse();
  }

  @Test
  void errorsPassSoThatSendersLearnWhatHappened() {
    demand(Scope.EVERYBODY, ENCRYPTED);
    assertThat(passes(message("error", "bob@beta.test", "alice@alpha.test/pc", BODY))).isTrue();
  }

  @Test
  void deniedDomainsGetNothingAndGiveNothing() {
    domains(true, Set.of("good.evil.example"), Set.of("evil.example"));
    assertThat(passes(chat("alice@alpha.test/pc", "x@evil.example", OMEMO_2))).isFalse();
    assertThat(passes(chat("x@EVIL.example/r", "alice@alpha.test", OMEMO_2))).isFalse();
    assertThat(passes(chat("x@rooms.evil.example/r", "alice@alpha.test", ""))).isFalse();
    assertThat(passes(chat("x@good.evil.example/r", "alice@alpha.test", BODY))).isTrue();
    assertThat(passes(chat("x@notevil.example/r", "alice@alpha.test", BODY))).isTrue();
    IQ question = new IQ(IQ.Type.get);
    question.setFrom("evil.example");
    question.setTo("alpha.test");
    assertThat(passes(question)).isFalse();
    Presence presence = new Presence();
    presence.setFrom("x@evil.example/r");
    presence.setTo("alice@alpha.test");
    assertThat(passes(presence)).isFalse();
  }

  @Test
  void aClosedDomainTalksToThoseItNames() {
    domains(false, Set.of("partner.example"), Set.of());
    assertThat(passes(chat("alice@alpha.test/pc", "x@partner.example", BODY))).isTrue();
    assertThat(passes(chat("alice@alpha.test/pc", "carol@alpha.test", BODY))).isTrue();
    assertThat(passes(chat("alice@alpha.test/pc", "r@conference.alpha.test", BODY))).isTrue();
    assertThat(passesToBob(BODY)).isFalse();
  }

  @Test
  void stanzasWithoutAddressesAreTheServersOwnBusiness() {
    demand(Scope.EVERYBODY, ENCRYPTED);
    domains(false, Set.of(), Set.of());
    assertThat(edge.judge(new Message())).isEmpty();
    assertThat(edge.judge(new IQ())).isEmpty();
  }

  @Test
  void aDryRunNotesAndLetsThrough() throws Exception {
    demand(Scope.EVERYBODY, ENCRYPTED);
    policy = new Policy(policy.requirements(), policy.domains(), policy.exempt(), true);
    assertThat(passesToBob(BODY)).isTrue();
    assertThat(audit.latest(9))
        .extracting(AuditRecord::entry)
        .containsExactly(
            new AuditEntry(
                Event.WOULD_REFUSE, "alice@alpha.test", "bob@beta.test", "encryption, everybody"));
  }

  @Test
  void everyRefusalIsInTheAuditLogWithoutContent() throws Exception {
    demand(Scope.domain("beta.test"), ENCRYPTED);
    for (int i = 0; i < 3; i++) {
      passesToBob(BODY);
    }
    AuditRecord row = audit.latest(9).get(0);
    assertThat(row.entry())
        .isEqualTo(
            new AuditEntry(
                Event.REFUSED,
                "alice@alpha.test",
                "bob@beta.test",
                "encryption, domain beta.test"));
    assertThat(row.times()).isEqualTo(3);
    assertThat(audit.latest(9)).hasSize(1);
    assertThat(audit.latest(9).toString()).doesNotContain("merger");
  }

  @Test
  void aBounceSaysWhyAndRepeatsNothing() throws Exception {
    demand(Scope.EVERYBODY, ENCRYPTED);
    Message refused = chat("alice@alpha.test/pc", "bob@beta.test", BODY);
    Violation why = edge.judge(refused).orElseThrow();
    Packet bounce = Bounce.of(refused, why).orElseThrow();
    assertThat(bounce.getFrom()).isEqualTo(refused.getTo());
    assertThat(bounce.getTo()).isEqualTo(refused.getFrom());
    assertThat(bounce.getID()).isEqualTo("m1");
    assertThat(bounce.toXML())
        .contains("<policy-violation xmlns=\"urn:ietf:params:xml:ns:xmpp-stanzas\"/>")
        .contains(why.sentence());
    assertThat(bounce.toXML()).doesNotContain("merger");
  }

  @Test
  void errorsAnswersAndPlainPresenceAreNotBounced() {
    Violation why = new Violation("some rule", "No.");
    IQ answer = new IQ(IQ.Type.result);
    assertThat(Bounce.of(answer, why)).isEmpty();
    assertThat(Bounce.of(message("error", "a@a.test", "b@b.test", ""), why)).isEmpty();
    assertThat(Bounce.of(new Presence(), why)).isEmpty();
    assertThat(Bounce.of(new IQ(IQ.Type.get), why)).isPresent();
    assertThat(Bounce.of(new Presence(Presence.Type.subscribe), why)).isPresent();
  }
}
