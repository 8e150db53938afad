package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.omemo.BundleCodec;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.DeviceListCodec;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a device looks after its keys, its place in the list, and messages that have to wait. */
class CareTest {
  private final World world = new World(3);

  private DeviceList listOf(Phone phone) throws Exception {
    Map<String, XmlElement> node =
        world.network.directories.node(phone.account(), Namespaces.OMEMO_2_DEVICES);
    return DeviceListCodec.decode(node.get("current"));
  }

  private Bundle bundleOf(Phone phone) throws Exception {
    return BundleCodec.decode(
        world
            .network
            .directories
            .node(phone.account(), Namespaces.OMEMO_2_BUNDLES)
            .get(phone.messenger.device().toString()));
  }

  @Test
  void aFreshDeviceWhoseIdIsTakenTakesAnother() throws Exception {
    Phone phone = world.phone(ALICE, "phone");
    var taken = phone.messenger.device();
    world
        .network
        .directories
        .node(ALICE, Namespaces.OMEMO_2_DEVICES)
        .put("current", DeviceListCodec.encode(DeviceList.of(List.of(taken))));
    world.pass(30);
    assertThat(phone.messenger.device()).isNotEqualTo(taken);
    assertThat(listOf(phone).devices()).containsExactlyInAnyOrder(taken, phone.messenger.device());
    var kept = phone.messenger.device();
    phone.crash();
    phone.start();
    world.pass(30);
    assertThat(phone.messenger.device()).isEqualTo(kept);
  }

  @Test
  void aDeviceThatVanishedFromItsListComesBack() throws Exception {
    Phone phone = world.phone(ALICE, "phone");
    world.pass(30);
    world.network.directories.node(ALICE, Namespaces.OMEMO_2_DEVICES).clear();
    world.network.directories.node(ALICE, Namespaces.OMEMO_2_BUNDLES).clear();
    world.pass(3700);
    assertThat(listOf(phone).contains(phone.messenger.device())).isTrue();
    assertThat(bundleOf(phone).preKeys()).hasSize(Bundle.FULL);
  }

  /** Else two devices put themselves back by turns, every two seconds, and everybody is told. */
  @Test
  void aServerThatHidesListsCausesFewPublications() throws Exception {
    world.network.telling = true;
    Phone phone = world.phone(ALICE, "phone");
    Phone tablet = world.phone(ALICE, "tablet");
    world.pass(60);
    world.network.directories.lies.withhold(ALICE);
    phone.transport.cut();
    int before = phone.transport.asked.size() + tablet.transport.asked.size();
    world.pass(3600);
    int after = phone.transport.asked.size() + tablet.transport.asked.size();
    assertThat(after - before).isLessThan(1500);
    world.network.directories.lies.end(ALICE);
    world.pass(3700);
    assertThat(listOf(phone).devices())
        .containsExactlyInAnyOrder(phone.messenger.device(), tablet.messenger.device());
  }

  @Test
  void aUsedPrekeyLeavesTheBundleAndIsReplaced() throws Exception {
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.pass(30);
    Bundle before = bundleOf(bob);
    alice.send(BOB, "hello");
    world.pass(30);
    Bundle after = bundleOf(bob);
    assertThat(after.preKeys()).hasSize(Bundle.FULL).isNotEqualTo(before.preKeys());
    assertThat(before.preKeys()).filteredOn(key -> !after.preKeys().contains(key)).hasSize(1);
  }

  @Test
  void claimKeysAreUsedWhereTheyAreOfferedAndTheStockIsRefilled() {
    world.withPrekeyServices();
    Phone bob = world.phone(BOB, "phone");
    world.pass(30);
    DeviceAddress device = new DeviceAddress(BOB, bob.messenger.device());
    assertThat(world.network.directories.stock(device)).isEqualTo(Bundle.FULL);
    for (int i = 0; i < 85; i++) {
      Phone friend =
          world.phone(new im.symbolon.protocol.BareJid("friend" + i, "alpha.test"), "phone");
      world.pass(15);
      friend.send(BOB, "hello " + i);
    }
    world.pass(3700);
    assertThat(world.network.directories.stock(device)).isGreaterThan(80);
  }

  /** A message that lay on the server for weeks needs keys that are over. */
  @Test
  void keysThatAreOverStillOpenWhatWaitedOnTheServer() throws Exception {
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.pass(30);
    Bundle before = bundleOf(bob);
    bob.crash();
    alice.send(BOB, "see you in a month");
    world.time.pass(Duration.ofDays(35));
    bob.start();
    world.pass(600);
    assertThat(bob.texts(ALICE, false)).containsExactly("see you in a month");
    assertThat(bob.notes(ALICE)).isEmpty();
    assertThat(bundleOf(bob).signedPreKey()).isNotEqualTo(before.signedPreKey());
    bob.send(ALICE, "back");
    world.pass(60);
    assertThat(alice.texts(BOB, false)).containsExactly("back");
  }

  @Test
  void bothBeginAtTheSameTime() {
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.pass(30);
    for (int i = 0; i < 5; i++) {
      alice.send(BOB, "a" + i);
      bob.send(ALICE, "b" + i);
      world.time.pass(Duration.ofMillis(2));
    }
    world.pass(30);
    assertThat(bob.texts(ALICE, false)).containsExactlyInAnyOrder("a0", "a1", "a2", "a3", "a4");
    assertThat(alice.texts(BOB, false)).containsExactlyInAnyOrder("b0", "b1", "b2", "b3", "b4");
    assertThat(alice.notes(BOB)).isEmpty();
    assertThat(bob.notes(ALICE)).isEmpty();
  }

  @Test
  void aMessageWaitsForTheFirstDeviceAndForADomainThatIsDownWithoutDelayingOthers() {
    world.network.jitterMillis = 1; // servers keep the order
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.pass(30);
    world.network.down("gamma.test");
    for (int i = 0; i < 1200; i++) {
      alice.send(CAROL, "carol " + i);
    }
    alice.send(BOB, "to bob");
    world.pass(5);
    assertThat(bob.texts(ALICE, false)).containsExactly("to bob");
    world.network.up("gamma.test");
    Phone carol = world.phone(CAROL, "phone");
    world.pass(600);
    assertThat(carol.texts(ALICE, false)).hasSize(1200).doesNotHaveDuplicates();
    assertThat(carol.texts(ALICE, false).get(0)).isEqualTo("carol 0");
    assertThat(carol.texts(ALICE, false).get(1199)).isEqualTo("carol 1199");
  }

  /** A client whose sessions are gone while the other's are not. */
  @Test
  void sessionsThatDoNotFitHealAndNothingIsMissing() {
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.pass(30);
    alice.send(BOB, "one");
    world.pass(5);
    bob.send(ALICE, "two");
    world.pass(5);
    bob.forgetSessions();
    alice.send(BOB, "three");
    world.pass(30);
    alice.send(BOB, "four");
    bob.send(ALICE, "five");
    world.pass(30);
    assertThat(bob.texts(ALICE, false)).containsExactly("one", "three", "four");
    assertThat(bob.notes(ALICE)).isEmpty();
    assertThat(alice.texts(BOB, false)).containsExactly("two", "five");
  }

  @Test
  void statesAreQueuedSentDeliveredAlsoOverARestart() {
    Phone alice = world.phone(ALICE, "phone");
    world.phone(BOB, "phone");
    world.pass(30);
    world.network.down("alpha.test");
    alice.transport.cut();
    String id = alice.send(BOB, "hello");
    world.pass(5);
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.QUEUED);
    alice.crash();
    world.network.up("alpha.test");
    world.start(alice);
    world.pass(60);
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.DELIVERED);
    assertThat(alice.changes.stream().map(m -> m.state()))
        .containsExactly(DeliveryState.SENT, DeliveryState.DELIVERED);
  }

  @Test
  void aLongOneSidedConversationIsAnsweredByHeartbeats() {
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.pass(30);
    for (int i = 0; i < 120; i++) {
      alice.send(BOB, "monologue " + i);
    }
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).hasSize(120);
    assertThat(alice.notes(BOB)).isEmpty();
  }

  @Test
  void aFaultlessNetworkCarriesEverythingOnce() {
    Phone alice = world.phone(ALICE, "phone");
    Phone bob = world.phone(BOB, "phone");
    world.phone(ALICE, "tablet");
    world.pass(30);
    for (int i = 0; i < 40; i++) {
      alice.send(BOB, "a" + i);
      bob.send(ALICE, "b" + i);
      world.time.pass(Duration.ofMillis(i * 7L));
    }
    world.pass(600);
    assertThat(world.network.seen.stream().map(s -> s.id())).doesNotHaveDuplicates();
    assertThat(alice.history(BOB).stream().filter(m -> m.outgoing()))
        .hasSize(40)
        .allMatch(m -> m.state() == DeliveryState.DELIVERED);
  }
}
