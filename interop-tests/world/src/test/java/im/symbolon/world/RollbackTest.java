package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.Generation;
import im.symbolon.messenger.records.Generations;
import im.symbolon.messenger.rollback.GenerationNode;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.messenger.xmpp.PepEvent;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.OmemoElement;
import im.symbolon.protocol.omemo.OmemoStanza;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.primitives.Ed25519;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** REVIEW 23, DESIGN §8.8: restored state never sends. */
class RollbackTest {
  private static final String MARK = "0123456789abcdef";

  private final World world = new World(23);
  private final Phone alice = world.phone(ALICE, "phone");
  private final Phone bob = world.phone(BOB, "phone");

  /** What an old store holds: a chat of both, and a few streams later it is put back. */
  private MemoryRowStore oldStore() {
    world.pass(30);
    chat(1, 3);
    MemoryRowStore old = bob.copyOfStore();
    bob.transport.cut();
    world.pass(30);
    chat(4, 8);
    return old;
  }

  private void chat(int first, int last) {
    for (int i = first; i <= last; i++) {
      alice.send(BOB, "a" + i);
      bob.send(ALICE, "b" + i);
      world.pass(5);
    }
  }

  private void putBack(MemoryRowStore old) {
    bob.replaceStore(old);
    world.start(bob);
  }

  private DeviceList listOf(BareJid account, OmemoVersion version) throws Exception {
    WireFormat format = WireFormat.of(version);
    Map<String, XmlElement> node = world.network.directories.node(account, format.devicesNode());
    return format.decodeDevices(node.get("current"));
  }

  private SignedDeviceList signedList() throws Exception {
    XmlElement item = world.network.directories.node(BOB, Namespaces.DEVICES).get("current");
    return SignedDeviceListCodec.decode(item).verify(Ed25519::verify);
  }

  private Map<String, XmlElement> generations() {
    return world.network.directories.node(BOB, Namespaces.GENERATION);
  }

  private static List<DeviceId> replaced(Phone phone) {
    List<Generations.Replaced> all = phone.read(rows -> new Generations(rows).replaced());
    return all.stream().map(Generations.Replaced::device).toList();
  }

  /** The devices that sealed what left since then. */
  private static Set<DeviceId> sealers(List<OutgoingStanza> stanzas, BareJid to) throws Exception {
    Set<DeviceId> found = new TreeSet<>();
    for (OutgoingStanza each : stanzas) {
      if (each.to().equals(to)) {
        for (OmemoElement element : OmemoStanza.find(each.extensions())) {
          found.add(element.sender());
        }
      }
    }
    return found;
  }

  private List<OutgoingStanza> since(int count) {
    return world.network.seen.subList(count, world.network.seen.size());
  }

  private static List<String> numbered(String prefix, int first, int last) {
    List<String> all = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      all.add(prefix + i);
    }
    return all;
  }

  @Test
  void anOldStoreSendsNothingWithItsOldRatchetsAndAnotherDeviceTakesItsPlace() throws Exception {
    MemoryRowStore old = oldStore();
    DeviceId before = bob.messenger.device();
    AccountRoot root = signedList().root();
    int seen = world.network.seen.size();
    putBack(old);
    String id = bob.send(ALICE, "b9");
    world.pass(60);
    DeviceId after = bob.messenger.device();
    assertThat(after).isNotEqualTo(before);
    assertThat(sealers(since(seen), ALICE)).containsExactly(after);
    for (OmemoVersion each : OmemoVersion.values()) {
      assertThat(listOf(BOB, each).devices()).containsExactly(after);
    }
    chat(10, 12);
    world.pass(600);
    assertThat(bob.stateOf(ALICE, id)).isEqualTo(DeliveryState.DELIVERED);
    assertThat(alice.texts(BOB, false)).containsExactlyElementsOf(numbered("b", 1, 12));
    assertThat(bob.texts(ALICE, false)).contains("a1", "a2", "a3", "a10", "a11", "a12");
    assertThat(alice.notes(BOB))
        .as("contacts are told of no more than that")
        .allMatch(line -> line.note().get() == Note.GAP_FILLED);
    assertThat(replaced(bob)).containsExactly(before);
    SignedDeviceList list = signedList();
    assertThat(list.devices()).extracting(ListedDevice::id).containsExactly(after);
    assertThat(list.devices().get(0).replaces()).contains(before);
    assertThat(list.tombstone(before)).isPresent();
    assertThat(list.root()).as("the person is the same").isEqualTo(root);
  }

  /** Also where the server takes its time to say how often the store was online. */
  @Test
  void nothingSealedLeavesBeforeTheCountIsKnown() throws Exception {
    MemoryRowStore old = oldStore();
    int seen = world.network.seen.size();
    world.network.directories.unreadable.add(Namespaces.GENERATION);
    putBack(old);
    bob.send(ALICE, "b9");
    world.pass(7);
    assertThat(sealers(since(seen), ALICE)).isEmpty();
    world.network.directories.unreadable.remove(Namespaces.GENERATION);
    world.pass(60);
    assertThat(sealers(since(seen), ALICE)).containsExactly(bob.messenger.device());
    assertThat(replaced(bob)).hasSize(1);
    assertThat(alice.texts(BOB, false)).containsExactlyElementsOf(numbered("b", 1, 9));
  }

  /** Nobody could answer it. */
  @Test
  void nothingLeavesBeforeTheNewDeviceWasAnnounced() throws Exception {
    MemoryRowStore old = oldStore();
    int seen = world.network.seen.size();
    Set<String> lists = Set.of(Namespaces.OMEMO_2_DEVICES, Namespaces.OMEMO_LEGACY_DEVICES);
    world.network.directories.unreadable.addAll(lists);
    putBack(old);
    bob.send(ALICE, "b9");
    world.pass(30);
    assertThat(replaced(bob)).hasSize(1);
    assertThat(sealers(since(seen), ALICE)).isEmpty();
    world.network.directories.unreadable.removeAll(lists);
    world.pass(600);
    assertThat(alice.texts(BOB, false)).containsExactlyElementsOf(numbered("b", 1, 9));
  }

  @Test
  void whatTheOldStoreHadSealedIsSealedAnewAndReadOnce() throws Exception {
    world.pass(30);
    chat(1, 3);
    world.network.down("alpha.test");
    bob.send(ALICE, "b4");
    world.pass(5);
    MemoryRowStore old = bob.copyOfStore();
    world.network.up("alpha.test");
    world.pass(300);
    bob.transport.cut();
    world.pass(30);
    int seen = world.network.seen.size();
    putBack(old);
    world.pass(600);
    DeviceId now = bob.messenger.device();
    assertThat(sealers(since(seen), ALICE)).isSubsetOf(Set.of(now));
    assertThat(alice.texts(BOB, false)).containsExactlyElementsOf(numbered("b", 1, 4));
    assertThat(alice.notes(BOB)).allMatch(line -> line.note().get() == Note.GAP_FILLED).hasSize(1);
  }

  @Test
  void aStoreThatIsNotOldGoesOnAsItWas() throws Exception {
    world.pass(30);
    DeviceId device = bob.messenger.device();
    for (int i = 1; i <= 10; i++) {
      chat(i, i);
      if (i % 2 == 0) {
        bob.transport.cut();
      } else {
        bob.crash();
        world.start(bob);
      }
      world.pass(30);
    }
    assertThat(bob.messenger.device()).isEqualTo(device);
    assertThat(alice.texts(BOB, false)).containsExactlyElementsOf(numbered("b", 1, 10));
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(numbered("a", 1, 10));
    assertThat(generations()).containsOnlyKeys(device.toString());
  }

  @Test
  void nothingIsAskedWhileAStreamLasts() {
    world.pass(30);
    long asked = bob.transport.asked.stream().filter(Namespaces.GENERATION::equals).count();
    chat(1, 100);
    assertThat(bob.transport.asked.stream().filter(Namespaces.GENERATION::equals).count())
        .as("the quiet case costs nothing")
        .isEqualTo(asked);
  }

  /** REVIEW 23: a server must not force churn. */
  @Test
  void aServerThatClaimsHighCountsForcesOneReplacementADayAndMessagesFlow() throws Exception {
    world.pass(30);
    chat(1, 1);
    Set<DeviceId> devices = new TreeSet<>(Set.of(bob.messenger.device()));
    for (int i = 2; i <= 20; i++) {
      lie(1000L * i);
      bob.transport.cut();
      world.pass(60);
      bob.send(ALICE, "b" + i);
      world.pass(5);
      alice.send(BOB, "a" + i); // in the session that this one began
      world.pass(5);
      devices.add(bob.messenger.device());
    }
    assertThat(devices).hasSize(2);
    assertThat(alice.texts(BOB, false)).containsExactlyElementsOf(numbered("b", 1, 20));
    assertThat(bob.texts(ALICE, false)).containsExactlyElementsOf(numbered("a", 1, 20));
    assertThat(alice.notes(BOB)).allMatch(line -> line.note().get() == Note.GAP_FILLED).hasSize(1);
    world.time.pass(Duration.ofDays(1));
    lie(1_000_000);
    bob.transport.cut();
    world.pass(60);
    devices.add(bob.messenger.device());
    assertThat(devices).hasSize(3);
  }

  private void lie(long number) {
    XmlElement claim = GenerationNode.encode(new Generation(number, MARK));
    generations().put(bob.messenger.device().toString(), claim);
  }

  /** Within the day the device stays, but nothing old is sent with. */
  @Test
  void withinTheDayOnlySessionsEnd() throws Exception {
    putBack(oldStore());
    world.pass(60);
    DeviceId device = bob.messenger.device();
    MemoryRowStore copy = bob.copyOfStore();
    bob.transport.cut();
    world.pass(30);
    chat(9, 11);
    bob.replaceStore(copy);
    int seen = world.network.seen.size();
    world.start(bob);
    bob.send(ALICE, "b12");
    world.pass(60);
    assertThat(bob.messenger.device()).isEqualTo(device);
    assertThat(exchanges(since(seen))).as("a new session").isTrue();
    assertThat(alice.texts(BOB, false)).containsExactlyElementsOf(numbered("b", 1, 12));
    assertThat(alice.notes(BOB)).allMatch(line -> line.note().get() == Note.GAP_FILLED).hasSize(1);
  }

  private static boolean exchanges(List<OutgoingStanza> stanzas) throws Exception {
    OutgoingStanza first =
        stanzas.stream().filter(each -> each.to().equals(ALICE)).findFirst().orElseThrow();
    return OmemoStanza.find(first.extensions()).stream()
        .allMatch(each -> each.toString().contains("keyExchange=true"));
  }

  /** A crash at each commit until the new device was announced, and after some more. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 18, 20, 23, 26, 30})
  void aCrashWhileItIsReplacedChangesNothingInTheEnd(int commits) throws Exception {
    MemoryRowStore old = oldStore();
    DeviceId before = bob.messenger.device();
    int seen = world.network.seen.size();
    bob.replaceStore(old);
    bob.crashAfter(commits);
    world.start(bob);
    world.pass(60);
    bob.crashAfter(Integer.MAX_VALUE);
    world.start(bob);
    world.pass(60);
    bob.send(ALICE, "b9");
    world.pass(60);
    assertThat(bob.messenger.device()).isNotEqualTo(before);
    assertThat(sealers(since(seen), ALICE)).containsExactly(bob.messenger.device());
    assertThat(alice.texts(BOB, false)).containsExactlyElementsOf(numbered("b", 1, 9));
    chat(10, 10);
    assertThat(bob.texts(ALICE, false)).contains("a10");
    assertThat(listOf(BOB, OmemoVersion.OMEMO_2).devices()).containsExactly(bob.messenger.device());
  }

  /** Its server tells the one that is there already, as most do. */
  @Test
  void ofTwoThatRunBesideEachOtherOneBecomesAnotherDevice() throws Exception {
    world.pass(30);
    chat(1, 3);
    MemoryRowStore copy = bob.copyOfStore();
    Phone clone = world.phone(BOB, "clone");
    clone.replaceStore(copy);
    world.start(clone);
    world.pass(5);
    DeviceId shared = clone.messenger.device();
    bob.transport.hear(
        new PepEvent(
            BOB,
            Namespaces.GENERATION,
            shared.toString(),
            Optional.of(generations().get(shared.toString())),
            false));
    world.pass(30);
    assertThat(bob.messenger.device()).isNotEqualTo(clone.messenger.device());
    bob.send(ALICE, "from bob");
    clone.send(ALICE, "from the clone");
    world.pass(60);
    assertThat(alice.texts(BOB, false)).contains("from bob", "from the clone");
    assertThat(alice.notes(BOB))
        .as("both asked for what they missed")
        .extracting(each -> each.note().orElseThrow())
        .containsExactly(Note.GAP_FILLED, Note.GAP_FILLED);
    world.pass(3700); // by now the one whose place was taken knows it, too
    clone.send(ALICE, "from the clone again");
    alice.send(BOB, "to both");
    world.pass(60);
    assertThat(alice.texts(BOB, false)).contains("from the clone again");
    assertThat(bob.texts(ALICE, false)).contains("to both");
    assertThat(clone.texts(ALICE, false)).contains("to both");
    assertThat(signedList().devices())
        .extracting(ListedDevice::id)
        .containsExactlyInAnyOrder(bob.messenger.device(), clone.messenger.device());
  }

  /** Where nothing is told, the next count tells. */
  @Test
  void twoThatRunBesideEachOtherFindOutWithinTheHour() {
    world.pass(30);
    Phone clone = world.phone(BOB, "clone");
    clone.replaceStore(bob.copyOfStore());
    world.start(clone);
    world.pass(3700);
    assertThat(bob.messenger.device()).isNotEqualTo(clone.messenger.device());
  }

  @Test
  void twoThatComeAtTheSameMomentFindOutAtTheSecondLook() {
    world.pass(30);
    MemoryRowStore copy = bob.copyOfStore();
    bob.crash();
    Phone clone = world.phone(BOB, "clone");
    clone.replaceStore(copy);
    world.start(bob);
    world.start(clone);
    world.pass(30);
    assertThat(bob.messenger.device()).isNotEqualTo(clone.messenger.device());
  }

  @Test
  void aServerThatKeepsNoCountsHoldsUpNothing() {
    world.network.directories.unreadable.add(Namespaces.GENERATION);
    world.pass(60);
    chat(1, 3);
    bob.transport.cut();
    world.pass(60);
    chat(4, 6);
    assertThat(alice.texts(BOB, false)).containsExactlyElementsOf(numbered("b", 1, 6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<", "number='-1'", "number='9999999999999999999999'", "mark='x'", "other"})
  void whatIsNoCountIsReplaced(String what) {
    world.pass(30);
    DeviceId device = bob.messenger.device();
    XmlElement.Builder bad =
        what.equals("other")
            ? XmlElement.element("urn:other", "generation")
            : XmlElement.element(Namespaces.GENERATION, "generation").with("mark", MARK);
    String[] parts = what.split("=", 2);
    generations()
        .put(
            device.toString(),
            parts.length == 2
                ? bad.with(parts[0], parts[1].replace("'", "")).build()
                : bad.build());
    bob.transport.cut();
    world.pass(30);
    assertThat(bob.messenger.device()).isEqualTo(device);
    assertThat(generations().get(device.toString()).is(Namespaces.GENERATION, "generation"))
        .isTrue();
  }

  /** Another own device may bear the id that a fresh one drew: that one is no rollback. */
  @Test
  void aFreshDeviceWhoseIdAnotherOneCountsUnderReplacesNobody() throws Exception {
    Phone pad = world.phone(BOB, "pad");
    DeviceId drawn = pad.messenger.device();
    XmlElement others = GenerationNode.encode(new Generation(50, MARK));
    generations().put(drawn.toString(), others);
    WireFormat format = WireFormat.of(OmemoVersion.OMEMO_2);
    world
        .network
        .directories
        .node(BOB, format.devicesNode())
        .put("current", format.encodeDevices(DeviceList.of(List.of(drawn))));
    world.pass(60);
    assertThat(pad.messenger.device()).isNotEqualTo(drawn);
    assertThat(listOf(BOB, OmemoVersion.OMEMO_2).contains(drawn)).isTrue();
    assertThat(generations().get(drawn.toString())).isEqualTo(others);
    assertThat(replaced(pad)).isEmpty();
  }
}
