package im.symbolon.peers.server;

import static im.symbolon.protocol.Namespaces.DATA_FORMS;
import static im.symbolon.protocol.Namespaces.PUBSUB;
import static im.symbolon.protocol.Namespaces.PUBSUB_OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.lab.FederationLab;
import im.symbolon.lab.Software;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IqType;
import im.symbolon.messenger.xmpp.NodeOptions;
import im.symbolon.messenger.xmpp.PepItem;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.suite.TransportClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Personal nodes on every server: as we make them, and as others left them. */
@NeedsServers({Software.PROSODY, Software.EJABBERD})
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PepOnEveryServerTest {
  private static final String BUNDLES = Namespaces.OMEMO_2_BUNDLES;
  private static final String LIST = Namespaces.OMEMO_2_DEVICES;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path directory;

  private static FederationLab lab;

  @BeforeAll
  static void boot() throws Exception {
    lab = MixedLab.start(directory.resolve("servers"));
  }

  @AfterAll
  static void stop() {
    if (lab != null) {
      lab.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {MixedLab.PLUGGED, MixedLab.STOCK, MixedLab.PROSODY, MixedLab.EJABBERD})
  void strangersReadWhatManyDevicesPublished(String domain) throws Exception {
    try (TransportClient owner = TransportClient.register(lab, "owner@" + domain);
        TransportClient stranger =
            TransportClient.register(
                lab, "str-of-" + domain + "@" + TransportOnEveryServerTest.elsewhere(domain))) {
      assertThat(stranger.pep.item(owner.address(), BUNDLES, "1")).isEmpty();
      for (int device = 1; device <= 15; device++) {
        owner.pep.publish(BUNDLES, "" + device, bundle("b" + device), NodeOptions.OPEN_MANY);
      }
      owner.pep.publish(BUNDLES, "3", bundle("renewed"), NodeOptions.OPEN_MANY);
      owner.pep.publish(LIST, "current", devices(1), NodeOptions.OPEN_SINGLE);
      assertThat(stranger.pep.items(owner.address(), BUNDLES)).extracting(PepItem::id).hasSize(15);
      assertThat(stranger.pep.item(owner.address(), BUNDLES, "1")).contains(bundle("b1"));
      assertThat(stranger.pep.item(owner.address(), BUNDLES, "3")).contains(bundle("renewed"));
      assertThat(stranger.pep.item(owner.address(), LIST, "current")).contains(devices(1));
      owner.pep.retract(BUNDLES, "1");
      owner.pep.retract(BUNDLES, "1");
      assertThat(stranger.pep.item(owner.address(), BUNDLES, "1")).isEmpty();
      assertThat(stranger.pep.item(BareJid.parse("ghost@" + domain), BUNDLES, "1")).isEmpty();
    }
  }

  /** What only the own devices are to know, as how often each went online. */
  @ParameterizedTest
  @ValueSource(strings = {MixedLab.PLUGGED, MixedLab.STOCK, MixedLab.PROSODY, MixedLab.EJABBERD})
  void nobodyElseReadsWhatIsForTheAccountAlone(String domain) throws Exception {
    String node = Namespaces.GENERATION;
    try (TransportClient owner = TransportClient.register(lab, "alone@" + domain);
        TransportClient neighbour = TransportClient.register(lab, "next@" + domain);
        TransportClient stranger =
            TransportClient.register(
                lab, "far-of-" + domain + "@" + TransportOnEveryServerTest.elsewhere(domain))) {
      assertThat(owner.pep.item(owner.address(), node, "1")).isEmpty();
      for (int round = 1; round <= 2; round++) {
        for (int device = 1; device <= 3; device++) {
          owner.pep.publish(node, "" + device, bundle(device + "-" + round), NodeOptions.OWN_MANY);
        }
      }
      assertThat(owner.pep.items(owner.address(), node)).extracting(PepItem::id).hasSize(3);
      assertThat(owner.pep.item(owner.address(), node, "2")).contains(bundle("2-2"));
      for (TransportClient other : new TransportClient[] {neighbour, stranger}) {
        assertThat(other.pep.item(owner.address(), node, "2")).isEmpty();
        assertThat(other.pep.items(owner.address(), node)).isEmpty();
      }
    }
  }

  /** OMEMO-FACTS: nodes that another client made for contacts only, or for one device only. */
  @ParameterizedTest
  @CsvSource({
    "alpha.test, whitelist, 1",
    "alpha.test, presence, 1",
    "alpha.test, open, 1",
    "beta.test, whitelist, 1",
    "beta.test, presence, 1",
    "beta.test, open, 1",
    "prosody.test, whitelist, 1",
    "prosody.test, presence, 1",
    "prosody.test, open, 1",
    "prosody.test, whitelist, 10",
    "ejabberd.test, whitelist, 1",
    "ejabberd.test, presence, 1",
    "ejabberd.test, open, 1",
    "ejabberd.test, whitelist, 10",
  })
  void repairsNodesThatOthersMadeWrongly(String domain, String access, int items) throws Exception {
    String name = access + items + "@";
    try (TransportClient owner = TransportClient.register(lab, name + domain);
        TransportClient stranger =
            TransportClient.register(
                lab, "s-" + domain + "-" + name + TransportOnEveryServerTest.elsewhere(domain))) {
      for (String node : new String[] {BUNDLES, LIST}) {
        make(owner, node, access, items);
      }
      owner.pep.publish(BUNDLES, "1", bundle("first"), NodeOptions.OPEN_MANY);
      owner.pep.publish(BUNDLES, "2", bundle("second"), NodeOptions.OPEN_MANY);
      owner.pep.publish(LIST, "current", devices(2), NodeOptions.OPEN_SINGLE);
      assertThat(stranger.pep.item(owner.address(), BUNDLES, "1")).contains(bundle("first"));
      assertThat(stranger.pep.item(owner.address(), BUNDLES, "2")).contains(bundle("second"));
      assertThat(stranger.pep.item(owner.address(), LIST, "current")).contains(devices(2));
    }
  }

  private static void make(TransportClient owner, String node, String access, int items)
      throws Exception {
    XmlElement create = XmlElement.element(PUBSUB, "create").with("node", node).build();
    XmlElement.Builder form = XmlElement.element(DATA_FORMS, "x").with("type", "submit");
    Map.of(
            "FORM_TYPE", PUBSUB + "#node_config",
            "pubsub#access_model", access,
            "pubsub#max_items", "" + items)
        .forEach((name, value) -> form.with(field(name, value)));
    ask(owner, XmlElement.element(PUBSUB, "pubsub").with(create).build());
    XmlElement configure =
        XmlElement.element(PUBSUB_OWNER, "configure").with("node", node).with(form.build()).build();
    ask(owner, XmlElement.element(PUBSUB_OWNER, "pubsub").with(configure).build());
  }

  private static void ask(TransportClient owner, XmlElement question) throws Exception {
    owner.transport.iq(IqType.SET, EntityAddress.of(owner.address()), question);
  }

  private static XmlElement field(String name, String value) {
    return XmlElement.element(DATA_FORMS, "field")
        .with("var", name)
        .with(XmlElement.element(DATA_FORMS, "value").text(value).build())
        .build();
  }

  private static XmlElement bundle(String text) {
    return XmlElement.element(Namespaces.OMEMO_2, "bundle").text(text).build();
  }

  private static XmlElement devices(int id) {
    XmlElement device =
        XmlElement.element(Namespaces.OMEMO_2, "device").with("id", "" + id).build();
    return XmlElement.element(Namespaces.OMEMO_2, "devices").with(device).build();
  }
}
