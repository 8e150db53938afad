package im.symbolon.service.directory;

import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.ListHash;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.directory.AccountAnswer;
import im.symbolon.protocol.directory.DirectoryLimits;
import im.symbolon.protocol.directory.Failed;
import im.symbolon.protocol.directory.Failed.Why;
import im.symbolon.protocol.directory.Found;
import im.symbolon.protocol.directory.Found.Standing;
import im.symbolon.protocol.directory.KeysWanted;
import im.symbolon.protocol.directory.LookAnswer;
import im.symbolon.protocol.directory.LookRequest;
import im.symbolon.protocol.directory.Wanted;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.prekeys.ClaimRequest;
import im.symbolon.protocol.prekeys.ClaimResponse;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.TestLists;
import im.symbolon.service.prekeys.ClaimLimit;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.dom4j.DocumentException;
import org.dom4j.DocumentHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError.Condition;

class DirectoryRequestsTest {
  private static final Logger LOG = LoggerFactory.getLogger(DirectoryRequestsTest.class);

  private static final String ALICE = "alice@alpha.test/pc";
  private static final String BOB = "bob@beta.test";
  private static final String CAROL = "carol@alpha.test";

  private final Domains net = new Domains();
  private Domains.Domain alpha;
  private Domains.Domain beta;

  @BeforeEach
  void build() throws Exception {
    alpha = net.add("alpha.test");
    beta = net.add("beta.test");
  }

  @Test
  void listsAndKeysOfBothDomainsComeInOneAnswer() throws Exception {
    net.person(BOB, 3, 1, 2);
    net.person(CAROL, 3, 7);
    LookAnswer answer = net.look(ALICE, "alpha.test", keysOf(BOB), keysOf(CAROL));
    assertThat(answer.more()).isEmpty();
    assertThat(found(answer, BOB).list().map(SignedDeviceListCodec::encode))
        .contains(net.list(jid(BOB)));
    assertThat(keys(answer, BOB)).hasSize(2).allMatch(Pool.CLAIM::holds);
    assertThat(keys(answer, CAROL)).hasSize(1).allMatch(Pool.CLAIM::holds);
    assertThat(looksThatCrossed()).hasSize(1);
  }

  @Test
  void aListThatTheAskerHasIsNotSentAgain() throws Exception {
    net.person(BOB, 3, 1);
    net.person(CAROL, 3, 7);
    LookAnswer answer = net.look(ALICE, "alpha.test", knowing(BOB), knowing(CAROL));
    assertThat(found(answer, BOB).standing()).isEqualTo(Standing.UNCHANGED);
    assertThat(found(answer, CAROL).standing()).isEqualTo(Standing.UNCHANGED);
    assertThat(stock(BOB, 1)).isEqualTo(3);
  }

  @Test
  void anotherListThanTheAskersIsSent() throws Exception {
    net.person(BOB, 0, 1);
    Wanted old = knowing(BOB);
    net.person(BOB, 0, 1, 2);
    assertThat(found(net.look(ALICE, "alpha.test", old), BOB).standing()).isEqualTo(Standing.GIVEN);
  }

  /** REVIEW 13, 14: prekeys are never cached, and each is handed out once. */
  @Test
  void everyLookGetsOtherKeys() throws Exception {
    net.person(BOB, 4, 1);
    net.person(CAROL, 4, 7);
    List<PreKeyId> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      LookAnswer answer = net.look(ALICE, "alpha.test", keysOf(BOB), keysOf(CAROL));
      all.addAll(keys(answer, BOB));
      all.addAll(keys(answer, CAROL));
    }
    assertThat(all).hasSize(8).allMatch(Pool.CLAIM::holds);
    assertThat(new TreeSet<>(all.stream().map(PreKeyId::value).toList())).hasSize(4);
    assertThat(stock(BOB, 1)).isZero();
  }

  /** REVIEW 14: limits per target device and requesting domain, whichever way its users ask. */
  @Test
  void aDirectoryCountsAsItsDomainAndBeyondTheLimitGetsTheLastResort() throws Exception {
    net.add("gamma.test", "gamma.test", new ClaimLimit(2, Duration.ofHours(1)));
    net.person("dan@gamma.test", 9, 5);
    ClaimRequest direct = ClaimRequest.all(jid("dan@gamma.test"));
    net.ask(ALICE, "gamma.test", IQ.Type.set, direct.toXml());
    assertThat(keys(net.look(ALICE, "alpha.test", keysOf("dan@gamma.test")), "dan@gamma.test"))
        .allMatch(Pool.CLAIM::holds);
    LookAnswer third = net.look("eve@alpha.test/x", "alpha.test", keysOf("dan@gamma.test"));
    assertThat(keys(third, "dan@gamma.test")).hasSize(1).allMatch(Pool.LAST_RESORT::holds);
    assertThat(
            keys(
                net.look("bob@beta.test/x", "beta.test", keysOf("dan@gamma.test")),
                "dan@gamma.test"))
        .allMatch(Pool.CLAIM::holds);
  }

  /** REVIEW 14. */
  @ParameterizedTest
  @ValueSource(strings = {"item_not_found", "service_unavailable"})
  void anAccountThatIsNotThereIsAnsweredLikeOneWithoutDevices(String host) throws Exception {
    net.shut(jid("nobody@beta.test"), Condition.valueOf(host));
    LookAnswer answer =
        net.look(ALICE, "alpha.test", keysOf("nobody@beta.test"), keysOf("idle@beta.test"));
    for (String each : List.of("nobody@beta.test", "idle@beta.test")) {
      assertThat(found(answer, each).standing()).isEqualTo(Standing.NONE);
      assertThat(found(answer, each).keys().orElseThrow().bundles()).isEmpty();
    }
  }

  @Test
  void whatOnlyContactsMaySeeTheyAskForThemselves() throws Exception {
    net.person(BOB, 1, 1);
    net.shut(jid(BOB), Condition.not_authorized);
    assertThat(net.look(ALICE, "alpha.test", keysOf(BOB)).accounts().get(jid(BOB)))
        .isEqualTo(new Failed(jid(BOB), Why.ASK_YOURSELF));
    assertThat(stock(BOB, 1)).isEqualTo(1);
  }

  @Test
  void keysOfNamedDevicesAreThoseAndNoOthers() throws Exception {
    net.person(BOB, 2, 1, 2);
    var devices = new TreeSet<>(List.of(new DeviceId(2), new DeviceId(99)));
    Wanted wanted = new Wanted(jid(BOB), Optional.empty(), KeysWanted.of(devices));
    ClaimResponse keys = found(net.look(ALICE, "alpha.test", wanted), BOB).keys().orElseThrow();
    assertThat(keys.bundles().keySet()).containsExactly(new DeviceId(2));
    assertThat(keys.unavailable()).containsExactly(new DeviceId(99));
    assertThat(stock(BOB, 1)).isEqualTo(2);
  }

  @Test
  void aDomainWithoutADirectoryKeepsNothingBack() throws Exception {
    net.add("gamma.test", "", ClaimLimit.DEFAULT);
    net.person("dan@gamma.test", 1, 5);
    net.person(BOB, 1, 1);
    LookAnswer answer =
        net.look(ALICE, "alpha.test", keysOf(BOB), keysOf("dan@gamma.test"), keysOf("x@no.test"));
    assertThat(keys(answer, BOB)).hasSize(1);
    assertThat(answer.accounts().get(jid("dan@gamma.test")))
        .isEqualTo(new Failed(jid("dan@gamma.test"), Why.ASK_YOURSELF));
    assertThat(answer.accounts().get(jid("x@no.test")))
        .isEqualTo(new Failed(jid("x@no.test"), Why.UNREACHABLE));
  }

  /** REVIEW 18: the domain itself, else its own subdomain; nobody else. */
  @Test
  void aDirectoryIsFoundAtTheSubdomain() throws Exception {
    net.add("gamma.test", "e2ee.gamma.test", ClaimLimit.DEFAULT);
    net.person("dan@gamma.test", 1, 5);
    assertThat(keys(net.look(ALICE, "alpha.test", keysOf("dan@gamma.test")), "dan@gamma.test"))
        .hasSize(1);
    assertThat(looksThatCrossed())
        .extracting(each -> each.getTo().toString())
        .containsExactly("e2ee.gamma.test");
  }

  @Test
  void aSilentDomainCostsItsOwnAccountsAlone() throws Exception {
    net.person(CAROL, 1, 7);
    net.silent.add("beta.test");
    LookRequest request = LookRequest.of(List.of(keysOf(BOB), keysOf(CAROL)), 200 * 1024);
    net.begin(ALICE, "alpha.test", IQ.Type.set, request.toXml());
    net.work();
    net.advance(DirectoryLoad.MAX_TIME.minusSeconds(1));
    assertThat(net.answers()).isEmpty();
    net.advance(Duration.ofSeconds(1));
    assertThat(net.answers()).hasSize(1);
    LookAnswer answer = Domains.answer(net.answers().get(0), request);
    assertThat(keys(answer, CAROL)).hasSize(1);
    assertThat(answer.accounts().get(jid(BOB))).isEqualTo(new Failed(jid(BOB), Why.UNREACHABLE));
  }

  @Test
  void onlyOwnAccountsHaveOthersAsked() throws Exception {
    net.person(BOB, 1, 1);
    net.person(CAROL, 1, 7);
    for (String stranger : List.of("eve@gamma.test/x", "gamma.test", "beta.test", "alpha.test")) {
      LookAnswer answer = net.look(stranger, "alpha.test", knowing(BOB), knowing(CAROL));
      assertThat(answer.accounts().get(jid(BOB))).isEqualTo(new Failed(jid(BOB), Why.REFUSED));
      assertThat(found(answer, CAROL).standing()).isEqualTo(Standing.UNCHANGED);
    }
    assertThat(net.crossed).isEmpty();
  }

  @Test
  void fiveHundredMembersTakeAHandfulOfRequests() throws Exception {
    List<Wanted> wanted = members(500, 1, 2);
    int requests = 0;
    List<PreKeyId> keys = new ArrayList<>();
    for (List<Wanted> left = wanted; !left.isEmpty(); requests++) {
      LookRequest request = LookRequest.of(left.subList(0, Math.min(200, left.size())), 200 * 1024);
      IQ iq = net.ask(ALICE, "alpha.test", IQ.Type.set, request.toXml());
      assertThat(iq.getElement().asXML().length()).isLessThan(DirectoryLimits.MAX_BYTES + 500);
      LookAnswer answer = Domains.answer(iq, request);
      answer.accounts().keySet().forEach(each -> keys.addAll(keys(answer, each.toString())));
      left = left.stream().filter(w -> !answer.accounts().containsKey(w.account())).toList();
    }
    LOG.info(
        "500 members with 2 devices: {} requests, {} to the other domain",
        requests,
        looksThatCrossed().size());
    assertThat(requests).isLessThanOrEqualTo(10);
    assertThat(looksThatCrossed()).hasSizeLessThanOrEqualTo(requests);
    assertThat(keys).hasSize(1000).allMatch(Pool.CLAIM::holds);
    for (Wanted each : wanted) { // no key was used up for an answer that had no room for it
      assertThat(stock(each.account().toString(), 1)).isEqualTo(1);
    }
  }

  @Test
  void fiveHundredKnownListsTakeThreeRequests() throws Exception {
    List<Wanted> known = new ArrayList<>();
    for (Wanted each : members(500, 1)) {
      known.add(knowing(each.account().toString()));
    }
    for (int i = 0; i < 500; i += 200) {
      LookRequest request = LookRequest.of(known.subList(i, Math.min(500, i + 200)), 200 * 1024);
      LookAnswer answer = net.look(ALICE, "alpha.test", request);
      assertThat(answer.more()).isEmpty();
      assertThat(answer.accounts().values())
          .allMatch(each -> ((Found) each).standing() == Standing.UNCHANGED);
    }
  }

  @Test
  void anAccountThatNoAnswerCanHoldIsLeftToTheAsker() throws Exception {
    net.person(BOB, 1, 1);
    var devices = new ListedDevice[120];
    for (int i = 0; i < devices.length; i++) {
      devices[i] = TestLists.ours(jid(CAROL), i + 1);
    }
    net.publish(jid(CAROL), TestLists.of(jid(CAROL), devices));
    LookRequest small = LookRequest.of(List.of(keysOf(CAROL)), DirectoryLimits.MIN_BYTES);
    assertThat(net.look(ALICE, "alpha.test", small).accounts().get(jid(CAROL)))
        .isEqualTo(new Failed(jid(CAROL), Why.ASK_YOURSELF));
  }

  @Test
  void theOtherDomainsListsAreSentOnceAndComparedByHashThen() throws Exception {
    net.person(BOB, 0, 1, 2);
    net.look(ALICE, "alpha.test", list(BOB));
    LookAnswer second = net.look("carol@alpha.test/x", "alpha.test", list(BOB));
    assertThat(found(second, BOB).list().map(SignedDeviceListCodec::encode))
        .contains(net.list(jid(BOB)));
    assertThat(looksThatCrossed()).hasSize(2);
    assertThat(looksThatCrossed().get(1).getChildElement().asXML()).contains("known=");
  }

  @Test
  void aNewListIsSeenWhenTheOldOneIsSomeSecondsOld() throws Exception {
    net.person(BOB, 0, 1);
    net.person(CAROL, 0, 7);
    net.look(ALICE, "alpha.test", list(BOB), list(CAROL));
    net.person(BOB, 0, 1, 2);
    net.person(CAROL, 0, 7, 8);
    net.advance(Duration.ofSeconds(10));
    LookAnswer answer = net.look(ALICE, "alpha.test", list(BOB), list(CAROL));
    assertThat(found(answer, BOB).list().orElseThrow().devices()).hasSize(2);
    assertThat(found(answer, CAROL).list().orElseThrow().devices()).hasSize(2);
  }

  @Test
  void whatManyAskAboutIsReadOnce() throws Exception {
    net.person(CAROL, 0, 7);
    for (int i = 0; i < 20; i++) {
      net.begin("m" + i + "@alpha.test/x", "alpha.test", IQ.Type.get, request(list(CAROL)));
    }
    net.work();
    assertThat(net.answers()).hasSize(20);
    assertThat(net.pepReads).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"others", "missing", "twice", "list", "keys", "large", "nothing", "garbage"})
  void aDomainThatAnswersWronglySpeaksForNobody(String lie) throws Exception {
    net.person(BOB, 2, 1);
    net.person("eve@beta.test", 2, 1);
    net.person(CAROL, 1, 7);
    net.onTheWay.put("beta.test", (question, answer) -> lie(lie, question, answer));
    LookAnswer answer = net.look(ALICE, "alpha.test", keysOf(BOB), keysOf(CAROL));
    assertThat(answer.accounts().get(jid(BOB))).isEqualTo(new Failed(jid(BOB), Why.ASK_YOURSELF));
    assertThat(keys(answer, CAROL)).hasSize(1);
  }

  private IQ lie(String lie, IQ question, IQ answer) {
    if (!question.getChildElement().getNamespaceURI().equals(Namespaces.DIRECTORY)) {
      return answer;
    }
    String xml = answer.getChildElement().asXML();
    String other = xml.replace("jid=\"bob@", "jid=\"eve@");
    String changed =
        switch (lie) {
          case "others" -> other;
          case "missing" -> xml.replaceAll("<account.*</account>", "");
          case "twice" -> xml.replaceAll("(<account.*</account>)", "$1$1");
          case "list" ->
              xml.replace("<devices", "<devices").replace("account=\"bob", "account=\"eve");
          case "keys" -> xml.replaceAll("(<claimed.*</claimed>)", "");
          case "large" -> xml.replace("</found>", " ".repeat(210_000) + "</found>");
          case "nothing" ->
              "<found xmlns='" + Namespaces.DIRECTORY + "'><more jid='" + BOB + "'/></found>";
          default -> "<query xmlns='jabber:iq:version'/>";
        };
    IQ wrong = IQ.createResultIQ(question);
    try {
      wrong.setChildElement(DocumentHelper.parseText(changed).getRootElement());
    } catch (DocumentException e) {
      throw new AssertionError(e);
    }
    return wrong;
  }

  /** RFC 6120 §8.1.2.1. */
  @Test
  void anAnswerOfSomebodyElseIsNone() throws Exception {
    net.person(BOB, 2, 1);
    net.onTheWay.put(
        "beta.test",
        (question, answer) -> {
          answer.setFrom("gamma.test");
          return answer;
        });
    assertThat(net.look(ALICE, "alpha.test", keysOf(BOB)).accounts().get(jid(BOB)))
        .isEqualTo(new Failed(jid(BOB), Why.UNREACHABLE));
  }

  @Test
  void nobodyHasMoreThanAFewLooksUnderWayAndAllTogetherNotTooMany() throws Exception {
    net.silent.add("beta.test");
    for (int i = 0; i < DirectoryLoad.MAX_LOOKS_OF_ONE; i++) {
      assertThat(net.begin(ALICE, "alpha.test", IQ.Type.get, request(list(BOB)))).isEmpty();
    }
    assertRefused(
        net.begin(ALICE, "alpha.test", IQ.Type.get, request(list(BOB))),
        Condition.resource_constraint);
    for (int i = DirectoryLoad.MAX_LOOKS_OF_ONE; i < DirectoryLoad.MAX_LOOKS; i++) {
      assertThat(
              net.begin("m" + i + "@alpha.test/x", "alpha.test", IQ.Type.get, request(list(BOB))))
          .isEmpty();
    }
    assertRefused(
        net.begin("last@alpha.test/x", "alpha.test", IQ.Type.get, request(list(BOB))),
        Condition.resource_constraint);
    net.advance(DirectoryLoad.MAX_TIME);
    assertThat(net.answers()).hasSize(DirectoryLoad.MAX_LOOKS + 2);
    net.silent.clear();
    net.advance(Duration.ofMinutes(1));
    assertThat(net.look(ALICE, "alpha.test", list(BOB)).accounts()).hasSize(1);
  }

  /** Many who enter a room at once do not make their server a nuisance to another. */
  @Test
  void questionsToOneDomainTakeTurns() throws Exception {
    net.person(BOB, 60, 1);
    for (int i = 0; i < 50; i++) {
      net.begin("m" + i + "@alpha.test/x", "alpha.test", IQ.Type.set, request(keysOf(BOB)));
    }
    net.work();
    assertThat(net.answers()).hasSize(50).allMatch(each -> each.getType() == IQ.Type.result);
    assertThat(stock(BOB, 1)).isEqualTo(10);
  }

  @Test
  void noKeyIsUsedUpForAnAnswerThatWentOutWithoutIt() throws Exception {
    net.person(BOB, 5, 1);
    net.slow.add("beta.test");
    net.begin(ALICE, "alpha.test", IQ.Type.set, request(keysOf(BOB)));
    net.work();
    net.advance(DirectoryLoad.MAX_TIME);
    assertThat(net.answers()).hasSize(1);
    net.slow.clear();
    net.advance(Duration.ofMinutes(1));
    assertThat(net.answers()).hasSize(1);
    assertThat(looksThatCrossed()).isEmpty();
    assertThat(keys(net.look(ALICE, "alpha.test", keysOf(BOB)), BOB)).hasSize(1);
    assertThat(stock(BOB, 1)).isEqualTo(4);
  }

  @Test
  void aDatabaseThatIsAwayCostsKeysAndNoAnswer() throws Exception {
    net.person(CAROL, 1, 7);
    alpha.connections =
        () -> {
          throw new SQLException("away");
        };
    assertThat(net.look(ALICE, "alpha.test", keysOf(CAROL)).accounts().get(jid(CAROL)))
        .isEqualTo(new Failed(jid(CAROL), Why.UNREACHABLE));
    assertThat(found(net.look(ALICE, "alpha.test", list(CAROL)), CAROL).standing())
        .isEqualTo(Standing.GIVEN);
  }

  @Test
  void keysAreAskedForBySetAndListsByGet() throws Exception {
    net.person(CAROL, 1, 7);
    for (IQ.Type type : List.of(IQ.Type.get, IQ.Type.set)) {
      Wanted wanted = type == IQ.Type.get ? keysOf(CAROL) : list(CAROL);
      assertRefused(net.begin(ALICE, "alpha.test", type, request(wanted)), Condition.bad_request);
    }
    assertThat(stock(CAROL, 7)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"look", "find"})
  void whatIsNoLookIsRefused(String name) {
    XmlElement empty = XmlElement.element(Namespaces.DIRECTORY, name).build();
    assertRefused(net.begin(ALICE, "alpha.test", IQ.Type.get, empty), Condition.bad_request);
  }

  @Test
  void manyDomainsAreAskedInTurns() throws Exception {
    List<Wanted> wanted = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      wanted.add(list("x@d" + i + ".test"));
    }
    LookAnswer answer =
        net.look(ALICE, "alpha.test", LookRequest.of(wanted, DirectoryLimits.MAX_BYTES));
    assertThat(answer.accounts()).hasSize(DirectoryLoad.MAX_DOMAINS);
    assertThat(answer.more()).hasSize(15);
  }

  /** Half on each domain, each device with two claim keys. */
  private List<Wanted> members(int count, int... devices) throws Exception {
    List<String> jids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      jids.add("member" + i + (i % 2 == 0 ? "@alpha.test" : "@beta.test"));
    }
    net.people(jids, 2, devices);
    return jids.stream().map(DirectoryRequestsTest::keysOf).toList();
  }

  private List<IQ> looksThatCrossed() {
    return net.crossed.stream()
        .filter(each -> each.getChildElement().getNamespaceURI().equals(Namespaces.DIRECTORY))
        .toList();
  }

  private static void assertRefused(Optional<IQ> answer, Condition condition) {
    assertThat(answer.orElseThrow().getError().getCondition()).isEqualTo(condition);
  }

  private static XmlElement request(Wanted... wanted) {
    return LookRequest.of(List.of(wanted), DirectoryLimits.MAX_BYTES).toXml();
  }

  private static Wanted keysOf(String account) {
    return new Wanted(jid(account), Optional.empty(), KeysWanted.LISTED);
  }

  private static Wanted list(String account) {
    return new Wanted(jid(account), Optional.empty(), KeysWanted.NONE);
  }

  private Wanted knowing(String account) throws Exception {
    ListHash hash = SignedDeviceListCodec.decode(net.list(jid(account))).hash();
    return new Wanted(jid(account), Optional.of(hash), KeysWanted.NONE);
  }

  private static Found found(LookAnswer answer, String account) {
    AccountAnswer found = answer.accounts().get(jid(account));
    assertThat(found).as("%s", account).isInstanceOf(Found.class);
    return (Found) found;
  }

  private static Collection<PreKeyId> keys(LookAnswer answer, String account) {
    return found(answer, account).keys().orElseThrow().bundles().values().stream()
        .map(each -> each.key().id())
        .toList();
  }

  private int stock(String account, int device) throws Exception {
    Domains.Domain domain = account.endsWith("@beta.test") ? beta : alpha;
    var address = new DeviceAddress(jid(account), new DeviceId(device));
    return domain.store.stock(address).claimKeys();
  }

  private static BareJid jid(String text) {
    try {
      return BareJid.parse(text);
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }
}
