package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.directory.DirectoryLimits;
import im.symbolon.protocol.directory.Failed;
import im.symbolon.protocol.directory.Found;
import im.symbolon.protocol.directory.Found.Standing;
import im.symbolon.protocol.directory.KeysWanted;
import im.symbolon.protocol.directory.LookAnswer;
import im.symbolon.protocol.directory.LookRequest;
import im.symbolon.protocol.directory.Wanted;
import im.symbolon.protocol.keys.PreKeyId;
import im.symbolon.protocol.prekeys.Pool;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.protocol.prekeys.Stock;
import im.symbolon.protocol.prekeys.StockQuery;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.JdkSignatureVerifier;
import im.symbolon.service.TestDevice;
import im.symbolon.service.TestLists;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directories of two real servers that federate, and a third server that has none. */
class DirectoryOnOpenfireTest {
  private static final Logger LOG = Logger.getLogger(DirectoryOnOpenfireTest.class.getName());
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
            LabPlan.of(directory, "alpha.test", "beta.test", "stock.test")
                .withPlugin(PluginOnOpenfireTest.PLUGIN, "alpha.test")
                .withPlugin(PluginOnOpenfireTest.PLUGIN, "beta.test"));
    alpha = lab.server("alpha.test");
    beta = lab.server("beta.test");
    trust = lab.ca().trustManager();
    for (RunningOpenfire server : List.of(alpha, beta)) {
      server.awaitPlugin("symbolon", Duration.ofSeconds(20));
    }
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void oneRequestGivesTheListsAndAKeyOfEachDeviceOfBothDomains() throws Exception {
    List<Wanted> wanted = new ArrayList<>();
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      for (RunningOpenfire server : List.of(alpha, beta)) {
        Person person = new Person(server, "member" + i);
        people.add(person);
        wanted.add(new Wanted(person.account(), Optional.empty(), KeysWanted.LISTED));
      }
    }
    try (RawClient alice = RawClient.register(alpha, "alice1", trust)) {
      for (int keys = 2; keys > 0; keys--) {
        LookAnswer answer = look(alice, wanted);
        assertThat(answer.more()).isEmpty();
        for (Person each : people) {
          Found found = (Found) answer.accounts().get(each.account());
          assertThat(found.list()).contains(each.list);
          assertThat(each.claimed(found)).allMatch(Pool.CLAIM::holds);
          assertThat(each.stock()).isEqualTo(keys - 1);
        }
      }
      for (Wanted each : wanted) { // nobody's key was given out twice, so none is left
        Found found = (Found) look(alice, List.of(each)).accounts().get(each.account());
        assertThat(people.stream().filter(p -> p.account().equals(found.account())).findFirst())
            .hasValueSatisfying(
                p -> assertThat(p.claimed(found)).allMatch(Pool.LAST_RESORT::holds));
      }
    }
    for (Person each : people) {
      each.close();
    }
  }

  @Test
  void listsThatTheAskerHasAreNotSentAgain() throws Exception {
    try (RawClient alice = RawClient.register(alpha, "alice2", trust);
        Person near = new Person(alpha, "near2");
        Person far = new Person(beta, "far2")) {
      List<Wanted> known = new ArrayList<>();
      for (Person each : List.of(near, far)) {
        known.add(new Wanted(each.account(), Optional.of(each.list.hash()), KeysWanted.NONE));
      }
      assertThat(look(alice, known).accounts().values())
          .allMatch(each -> ((Found) each).standing() == Standing.UNCHANGED);
      near.publish(8);
      far.publish(8);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                LookAnswer answer = look(alice, known);
                for (Person each : List.of(near, far)) {
                  Found found = (Found) answer.accounts().get(each.account());
                  assertThat(found.list()).contains(each.list);
                }
              });
      assertThat(near.stock()).isEqualTo(2);
    }
  }

  @Test
  void aServerWithoutThePluginKeepsNothingBack() throws Exception {
    try (RawClient alice = RawClient.register(alpha, "alice3", trust);
        Person far = new Person(beta, "far3");
        RawClient stock = RawClient.register(lab.server("stock.test"), "dan3", trust)) {
      BareJid dan = new BareJid("dan3", "stock.test");
      BareJid away = new BareJid("x", "nowhere.test");
      LookAnswer answer = look(alice, List.of(list(far.account()), list(dan), list(away)));
      assertThat(((Found) answer.accounts().get(far.account())).list()).contains(far.list);
      assertThat(answer.accounts().get(dan)).isEqualTo(new Failed(dan, Failed.Why.ASK_YOURSELF));
      assertThat(answer.accounts().get(away)).isEqualTo(new Failed(away, Failed.Why.UNREACHABLE));
      stock.settle();
    }
  }

  /** REVIEW 14. */
  @ParameterizedTest
  @ValueSource(strings = {"alpha.test", "beta.test"})
  void nobodyLearnsWhichAccountsThereAre(String domain) throws Exception {
    try (RawClient alice = RawClient.register(alpha, "alice4" + domain.charAt(0), trust);
        RawClient idle = RawClient.register(lab.server(domain), "idle4", trust)) {
      BareJid there = new BareJid("idle4", domain);
      BareJid nobody = new BareJid("nobody4", domain);
      LookAnswer answer = look(alice, List.of(keys(there), keys(nobody)));
      assertThat(answer.accounts().get(there).toXml().toXml())
          .isEqualTo(answer.accounts().get(nobody).toXml().toXml().replace("nobody4", "idle4"));
      idle.settle();
    }
  }

  @Test
  void strangersLearnOfThisDomainAloneAndHaveNobodyAsked() throws Exception {
    try (Person near = new Person(alpha, "near5");
        Person far = new Person(beta, "far5");
        RawClient eve = RawClient.register(beta, "eve5", trust)) {
      LookRequest request = LookRequest.of(List.of(list(near.account()), list(far.account())), MAX);
      for (String service : List.of("alpha.test", "e2ee.alpha.test")) {
        LookAnswer answer = answer(eve.ask("get", service, request.toXml()), request);
        assertThat(((Found) answer.accounts().get(near.account())).list()).contains(near.list);
        assertThat(answer.accounts().get(far.account()))
            .isEqualTo(new Failed(far.account(), Failed.Why.REFUSED));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<look xmlns='urn:symbolon:directory:0'/>",
        "<look xmlns='urn:symbolon:directory:0'><account jid='a@beta.test' keys='listed'/></look>",
        "<look xmlns='urn:symbolon:directory:0'><account jid='beta.test'/></look>",
        "<look xmlns='urn:symbolon:directory:0' bytes='9'><account jid='a@beta.test'/></look>",
        "<look xmlns='urn:symbolon:directory:0'><account jid='a@b.test'/><account jid='A@b.test'/>"
            + "</look>",
        "<look xmlns='urn:symbolon:directory:0'><account xmlns='urn:x' jid='a@b.test'/></look>",
        "<found xmlns='urn:symbolon:directory:0'/>"
      })
  void hostileRequestsGetAPlainError(String xml) throws Exception {
    String name = "eve" + Integer.toHexString(xml.hashCode());
    try (RawClient eve = RawClient.register(alpha, name, trust)) {
      for (String to : List.of("alpha.test", "e2ee.alpha.test", "beta.test", "e2ee.beta.test")) {
        XmlElement answer = eve.ask("get", to, xml);
        assertThat(answer.toXml()).contains("type='error'").contains("<bad-request");
        assertThat(answer.toXml()).doesNotContain("Exception").doesNotContain("im.symbolon.");
      }
      StringBuilder many = new StringBuilder("<look xmlns='urn:symbolon:directory:0'>");
      for (int i = 0; i <= DirectoryLimits.MAX_ACCOUNTS; i++) {
        many.append("<account jid='m").append(i).append("@beta.test'/>");
      }
      assertThat(eve.ask("get", "alpha.test", many.append("</look>").toString()).toXml())
          .contains("<bad-request");
    }
  }

  @Test
  void fiveHundredAccountsTakeAHandfulOfRequests() throws Exception {
    try (RawClient alice = RawClient.register(alpha, "alice6", trust);
        Person far = new Person(beta, "far6")) {
      List<Wanted> open = new ArrayList<>(List.of(keys(far.account())));
      for (int i = 1; i < 500; i++) {
        open.add(keys(new BareJid("made-up" + i, i % 2 == 0 ? "alpha.test" : "beta.test")));
      }
      int requests = 0;
      long begun = System.nanoTime();
      while (!open.isEmpty()) {
        LookAnswer answer = look(alice, open.subList(0, Math.min(200, open.size())));
        assertThat(answer.accounts().values()).allMatch(each -> each instanceof Found);
        open = new ArrayList<>(open);
        open.removeIf(each -> answer.accounts().containsKey(each.account()));
        requests++;
      }
      long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
      LOG.log(
          Level.INFO,
          "500 accounts of two domains: {0} requests, {1} ms",
          new Object[] {requests, millis});
      assertThat(requests).isLessThanOrEqualTo(10);
    }
  }

  private static final int MAX = DirectoryLimits.MAX_BYTES;

  private static Wanted list(BareJid account) {
    return new Wanted(account, Optional.empty(), KeysWanted.NONE);
  }

  private static Wanted keys(BareJid account) {
    return new Wanted(account, Optional.empty(), KeysWanted.LISTED);
  }

  private static LookAnswer look(RawClient asker, List<Wanted> wanted) throws Exception {
    LookRequest request = LookRequest.of(wanted, MAX);
    String type = request.wantsKeys() ? "set" : "get";
    return answer(asker.ask(type, "alpha.test", request.toXml()), request);
  }

  private static LookAnswer answer(XmlElement iq, LookRequest request) throws Exception {
    assertThat(iq.attribute("type")).as(iq.toXml()).contains("result");
    return LookAnswer.parse(iq.children().get(0)).requireAnswerTo(request);
  }

  /** Somebody with device 7, which left two claim keys. */
  private static final class Person implements AutoCloseable {
    final RawClient client;
    final TestDevice device;
    private final String domain;
    SignedDeviceList list;

    Person(RunningOpenfire server, String name) throws Exception {
      this.domain = server == alpha ? "alpha.test" : "beta.test";
      this.client = RawClient.register(server, name, trust);
      this.device = new TestDevice(new BareJid(name, domain), 7);
      XmlElement keys = device.publication(Mode.REFILL, 0, 2, EXPIRES).toXml();
      RawPep.accepted(client.ask("set", domain, keys));
      publish(7);
    }

    BareJid account() {
      return device.address().account();
    }

    void publish(int id) throws Exception {
      XmlElement signed = TestLists.of(account(), TestLists.ours(account(), id, "groups"));
      list = SignedDeviceListCodec.decode(signed);
      RawPep.accepted(
          client.ask("set", null, RawPep.publish(Namespaces.DEVICES, "current", signed.toXml())));
    }

    /** The keys of the device, whose signatures are right. */
    List<PreKeyId> claimed(Found found) {
      List<PreKeyId> ids = new ArrayList<>();
      found
          .keys()
          .orElseThrow()
          .bundles()
          .forEach(
              (id, bundle) -> {
                try {
                  bundle.verified(device.address(), new JdkSignatureVerifier(), Instant.now());
                  ids.add(bundle.key().id());
                } catch (ProtocolException e) {
                  throw new AssertionError(e);
                }
              });
      assertThat(ids).hasSize(1);
      return ids;
    }

    int stock() throws Exception {
      XmlElement answer = client.ask("get", domain, new StockQuery(new DeviceId(7)).toXml());
      return Stock.parse(RawPep.content(answer)).claimKeys();
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
