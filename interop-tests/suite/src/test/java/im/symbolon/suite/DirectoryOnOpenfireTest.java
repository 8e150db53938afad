package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.messenger.xmpp.Disco;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqChannel;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.KeyDirectory;
import im.symbolon.messenger.xmpp.NodeOptions;
import im.symbolon.messenger.xmpp.ServiceDiscovery;
import im.symbolon.messenger.xmpp.TransportException;
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
import java.util.concurrent.atomic.AtomicInteger;
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
  private static X509TrustManager trust;

  @BeforeAll
  static void start() throws Exception {
    lab =
        FederationLab.start(
            LabPlan.of(directory, "alpha.test", "beta.test", "stock.test")
                .withPlugin(PluginOnOpenfireTest.PLUGIN, "alpha.test")
                .withPlugin(PluginOnOpenfireTest.PLUGIN, "beta.test"));
    alpha = lab.server("alpha.test");
    trust = lab.ca().trustManager();
    for (RunningOpenfire server : List.of(alpha, lab.server("beta.test"))) {
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
      for (String domain : List.of("alpha.test", "beta.test")) {
        Person person = new Person("member" + i + "@" + domain);
        people.add(person);
        wanted.add(new Wanted(person.account(), Optional.empty(), KeysWanted.LISTED));
      }
    }
    try (TransportClient alice = register("alice1@alpha.test")) {
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
    try (TransportClient alice = register("alice2@alpha.test");
        Person near = new Person("near2@alpha.test");
        Person far = new Person("far2@beta.test")) {
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
    try (TransportClient alice = register("alice3@alpha.test");
        Person far = new Person("far3@beta.test");
        TransportClient stock = register("dan3@stock.test")) {
      BareJid dan = stock.address();
      BareJid away = new BareJid("x", "nowhere.test");
      LookAnswer answer = look(alice, List.of(list(far.account()), list(dan), list(away)));
      assertThat(((Found) answer.accounts().get(far.account())).list()).contains(far.list);
      assertThat(answer.accounts().get(dan)).isEqualTo(new Failed(dan, Failed.Why.ASK_YOURSELF));
      assertThat(answer.accounts().get(away)).isEqualTo(new Failed(away, Failed.Why.UNREACHABLE));
    }
  }

  /** REVIEW 14. */
  @ParameterizedTest
  @ValueSource(strings = {"alpha.test", "beta.test"})
  void nobodyLearnsWhichAccountsThereAre(String domain) throws Exception {
    try (TransportClient alice = register("alice4" + domain.charAt(0) + "@alpha.test");
        TransportClient idle = register("idle4@" + domain)) {
      BareJid there = idle.address();
      BareJid nobody = new BareJid("nobody4", domain);
      LookAnswer answer = look(alice, List.of(keys(there), keys(nobody)));
      assertThat(answer.accounts().get(there).toXml().toXml())
          .isEqualTo(answer.accounts().get(nobody).toXml().toXml().replace("nobody4", "idle4"));
    }
  }

  @Test
  void strangersLearnOfThisDomainAloneAndHaveNobodyAsked() throws Exception {
    try (Person near = new Person("near5@alpha.test");
        Person far = new Person("far5@beta.test");
        TransportClient eve = register("eve5@beta.test")) {
      LookRequest request = LookRequest.of(List.of(list(near.account()), list(far.account())), MAX);
      for (String service : List.of("alpha.test", "e2ee.alpha.test")) {
        LookAnswer answer = look(eve, service, request);
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
    try (TransportClient alice = register("alice6@alpha.test");
        Person far = new Person("far6@beta.test")) {
      List<Wanted> wanted = new ArrayList<>(List.of(keys(far.account())));
      for (int i = 1; i < 500; i++) {
        wanted.add(keys(new BareJid("made-up" + i, i % 2 == 0 ? "alpha.test" : "beta.test")));
      }
      AtomicInteger requests = new AtomicInteger();
      IqChannel counted = counted(alice.transport, requests);
      long begun = System.nanoTime();
      var found = new KeyDirectory(counted, new ServiceDiscovery(new Disco(counted))).look(wanted);
      long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
      LOG.log(
          Level.INFO,
          "500 accounts of two domains: {0} requests, {1} ms",
          new Object[] {requests, millis});
      assertThat(found).hasSize(500);
      assertThat(found.values()).allMatch(each -> each instanceof Found);
      assertThat(far.claimed((Found) found.get(far.account()))).allMatch(Pool.CLAIM::holds);
      assertThat(requests.get()).isLessThanOrEqualTo(10);
    }
  }

  private static IqChannel counted(IqChannel channel, AtomicInteger requests) {
    return new IqChannel() {
      @Override
      public BareJid account() {
        return channel.account();
      }

      @Override
      public Optional<XmlElement> iq(IqType type, EntityAddress to, XmlElement payload)
          throws TransportException {
        requests.incrementAndGet();
        return channel.iq(type, to, payload);
      }

      @Override
      public long stream() {
        return channel.stream();
      }
    };
  }

  private static TransportClient register(String account) throws Exception {
    return TransportClient.register(lab, account);
  }

  private static final int MAX = DirectoryLimits.MAX_BYTES;

  private static Wanted list(BareJid account) {
    return new Wanted(account, Optional.empty(), KeysWanted.NONE);
  }

  private static Wanted keys(BareJid account) {
    return new Wanted(account, Optional.empty(), KeysWanted.LISTED);
  }

  private static LookAnswer look(TransportClient asker, List<Wanted> wanted) throws Exception {
    return look(asker, "alpha.test", LookRequest.of(wanted, MAX));
  }

  private static LookAnswer look(TransportClient asker, String service, LookRequest request)
      throws Exception {
    XmlElement answer =
        asker
            .transport
            .iq(
                request.wantsKeys() ? IqType.SET : IqType.GET,
                EntityAddress.ofDomain(service),
                request.toXml())
            .orElseThrow();
    return LookAnswer.parse(answer).requireAnswerTo(request);
  }

  /** Somebody with device 7, which left two claim keys. */
  private static final class Person implements AutoCloseable {
    private final TransportClient client;
    private final TestDevice device;
    private final EntityAddress service;
    private SignedDeviceList list;

    Person(String account) throws Exception {
      this.client = register(account);
      this.device = new TestDevice(client.address(), 7);
      this.service = EntityAddress.ofDomain(client.address().domain());
      XmlElement keys = device.publication(Mode.REFILL, 0, 2, EXPIRES).toXml();
      client.transport.iq(IqType.SET, service, keys);
      publish(7);
    }

    BareJid account() {
      return client.address();
    }

    void publish(int id) throws Exception {
      XmlElement signed = TestLists.of(account(), TestLists.ours(account(), id, "groups"));
      list = SignedDeviceListCodec.decode(signed);
      client.pep.publish(Namespaces.DEVICES, "current", signed, NodeOptions.OPEN_SINGLE);
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
      XmlElement question = new StockQuery(new DeviceId(7)).toXml();
      return Stock.parse(client.transport.iq(IqType.GET, service, question).orElseThrow())
          .claimKeys();
    }

    @Override
    public void close() {
      client.close();
    }
  }
}
