package im.symbolon.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.LabPlan;
import im.symbolon.lab.RunningOpenfire;
import im.symbolon.lab.people.Device;
import im.symbolon.messenger.chat.Reach;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.NodeOptions;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.prekeys.PrekeyPublication.Mode;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.service.TestDevice;
import im.symbolon.service.TestLists;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** What it costs a device to write into a room of many for the first time, in requests. */
@Timeout(value = 420, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupDirectoryTest {
  private static final Logger LOG = Logger.getLogger(GroupDirectoryTest.class.getName());
  private static final int OTHERS = 24;
  private static final Instant EXPIRES =
      Instant.ofEpochSecond(Instant.now().getEpochSecond()).plus(Duration.ofDays(30));
  private static final Pattern REQUEST = Pattern.compile("<iq [^>]*>(<[a-z]+ [^>]*>)?");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  Path directory;

  @Test
  void withDirectoriesItTakesAHandfulOfRequests() throws Exception {
    LabPlan plan = plan().withPlugin(PluginOnOpenfireTest.PLUGIN);
    try (FederationLab lab = FederationLab.start(plan)) {
      for (RunningOpenfire server : lab.servers()) {
        server.awaitPlugin("symbolon", Duration.ofSeconds(60));
      }
      Map<String, String> asked = firstMessage(lab, true);
      LOG.log(Level.INFO, "{0} members, two directories: {1}", report(asked));
      assertThat(asked.values().stream().filter(each -> each.contains("urn:symbolon:directory:0")))
          .isNotEmpty();
      assertThat(asked).hasSizeLessThanOrEqualTo(12);
    }
  }

  /** The same on stock servers, whose accounts are asked one by one. */
  @Test
  void withoutDirectoriesEveryMemberIsAsked() throws Exception {
    try (FederationLab lab = FederationLab.start(plan())) {
      Map<String, String> asked = firstMessage(lab, false);
      LOG.log(Level.INFO, "{0} members, stock servers: {1}", report(asked));
      assertThat(asked).hasSizeGreaterThan(OTHERS);
    }
  }

  private LabPlan plan() {
    return LabPlan.of(directory.resolve("servers"), "alpha.test", "beta.test").recordingStanzas();
  }

  private static Object[] report(Map<String, String> asked) {
    Map<String, Integer> kinds = new TreeMap<>();
    asked.values().forEach(each -> kinds.merge(each, 1, Integer::sum));
    return new Object[] {OTHERS, asked.size() + " requests, " + kinds};
  }

  /** Bob comes into Alice's room and writes; what his device asked for that, by id. */
  private Map<String, String> firstMessage(FederationLab lab, boolean keys) throws Exception {
    List<TransportClient> members = new ArrayList<>();
    try (Scene scene = new Scene(lab, directory)) {
      Device alice = scene.joins("alice@alpha.test", "laptop");
      Device bob = scene.joins("bob@beta.test", "phone");
      Scene.befriend(alice, bob);
      BareJid room = alice.messenger().groups().create("Many");
      for (int i = 0; i < OTHERS; i++) {
        String account = "member" + i + (i % 2 == 0 ? "@alpha.test" : "@beta.test");
        members.add(member(lab, account, keys));
        alice.messenger().groups().add(room, BareJid.parse(account));
      }
      alice.messenger().groups().add(room, bob.account());
      await()
          .atMost(Scene.PATIENCE.multipliedBy(2))
          .until(
              () -> bob.messenger().groups().all().stream().anyMatch(g -> g.room().equals(room)));
      RunningOpenfire server = lab.server("beta.test");
      Map<String, String> before = requests(server, bob);
      bob.messenger().groups().join(room);
      bob.messenger().groups().send(room, "hello, all of you");
      await()
          .atMost(Scene.PATIENCE.multipliedBy(2))
          .untilAsserted(() -> assertThat(alice.chat(room)).contains("bob: hello, all of you"));
      Reach reach = bob.messenger().history(room, 10).get(0).reach().orElseThrow();
      assertThat(reach.devices()).as("sealed for everybody").isEqualTo(OTHERS + 1);
      Map<String, String> asked = requests(server, bob);
      before.keySet().forEach(asked::remove);
      return asked;
    } finally {
      members.forEach(TransportClient::close);
    }
  }

  /** Somebody with a signed list and a device, which leaves keys where there is a service. */
  private static TransportClient member(FederationLab lab, String account, boolean keys)
      throws Exception {
    TransportClient client = TransportClient.register(lab, account);
    TestDevice device = new TestDevice(client.address(), 7);
    if (keys) {
      XmlElement publication = device.publication(Mode.REFILL, 0, 2, EXPIRES).toXml();
      EntityAddress service = EntityAddress.ofDomain(client.address().domain());
      client.transport.iq(IqType.SET, service, publication);
    }
    XmlElement list = TestLists.of(client.address(), TestLists.ours(client.address(), 7, "groups"));
    client.pep.publish(Namespaces.DEVICES, "current", list, NodeOptions.OPEN_SINGLE);
    return client;
  }

  /** By id, the first element that a device's requests held. */
  private static Map<String, String> requests(RunningOpenfire server, Device of)
      throws IOException {
    Map<String, String> found = new TreeMap<>();
    Matcher each = REQUEST.matcher(server.recordedStanzas());
    while (each.find()) {
      String stanza = each.group();
      String start = stanza.substring(0, stanza.indexOf('>'));
      boolean asks = start.contains("type=\"get\"") || start.contains("type=\"set\"");
      Matcher id = ID.matcher(start);
      if (asks && start.contains("from=\"" + of.account() + "/") && id.find()) {
        found.put(id.group(1), stanza.substring(start.length() + 1));
      }
    }
    return found;
  }
}
