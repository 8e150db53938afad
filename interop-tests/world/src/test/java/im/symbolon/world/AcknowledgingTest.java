package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.xmpp.ArchiveResult;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.mailbox.Acknowledgement;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.primitives.Ed25519;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What devices say to have of a mailbox: REVIEW 15. */
class AcknowledgingTest {
  private static final int TEN_MINUTES = 600;

  private final World world = new World(31).withMailboxes();
  private final Phone alice = world.phone(ALICE, "phone");
  private final Phone bob = world.phone(BOB, "phone");
  private final MemoryArchive archive = world.network.archive(BOB);

  private List<Acknowledgement> saidByBob() {
    DeviceId device = bob.messenger.device();
    return archive.acknowledged.stream().filter(each -> each.device().equals(device)).toList();
  }

  private Acknowledgement last() {
    return saidByBob().get(saidByBob().size() - 1);
  }

  private String newest() {
    return archive.kept().get(archive.kept().size() - 1).id();
  }

  private void assertAllOfAliceIsAcknowledged() {
    String newestOfAlice =
        archive.kept().stream()
            .filter(each -> each.stanza().sender().equals(Optional.of(ALICE)))
            .reduce((first, second) -> second)
            .orElseThrow()
            .id();
    assertThat(last().upTo().toString()).isGreaterThanOrEqualTo(newestOfAlice);
  }

  private void begin() {
    world.network.jitterMillis = 1;
    world.pass(30);
    talk(1);
    world.pass(2 * TEN_MINUTES);
  }

  private void talk(int messages) {
    for (int i = 0; i < messages; i++) {
      alice.send(BOB, "a" + i);
      world.pass(2);
    }
  }

  @Test
  void whatWasFetchedAfterAnAbsenceIsAcknowledgedAtOnceAndSigned() throws Exception {
    begin();
    bob.crash();
    talk(70);
    world.start(bob);
    world.pass(30);
    assertThat(bob.texts(ALICE, false)).hasSize(71);
    assertAllOfAliceIsAcknowledged();
    XmlElement item = world.network.directories.node(BOB, Namespaces.DEVICES).get("current");
    SignedDeviceList list = SignedDeviceListCodec.decode(item).verify(Ed25519::verify);
    last()
        .verify(
            new DeviceAddress(BOB, bob.messenger.device()),
            list.device(bob.messenger.device()).orElseThrow().identity(),
            Ed25519::verify);
  }

  @Test
  void whatArrivesLiveIsAcknowledgedEveryTenMinutesAndNotOftener() {
    begin();
    int before = saidByBob().size();
    for (int minute = 0; minute < 60; minute++) {
      talk(3);
      world.pass(54);
    }
    assertThat(saidByBob().size() - before).isBetween(5, 7);
    world.pass(2 * TEN_MINUTES);
    assertThat(last().upTo()).hasToString(newest());
    assertThat(bob.notes(ALICE)).isEmpty();
    assertThat(bob.texts(ALICE, false)).hasSize(181);
  }

  @Test
  void whoHasNothingNewSaysNothing() {
    begin();
    List<Acknowledgement> before = saidByBob();
    int asked = archive.queries.size();
    world.pass(24 * 3600);
    assertThat(saidByBob()).isEqualTo(before);
    assertThat(archive.queries.size() - asked).isLessThan(3);
  }

  @Test
  void manyShortConnectionsMakeNoStorm() {
    begin();
    int before = saidByBob().size();
    for (int i = 0; i < 20; i++) {
      talk(1);
      bob.transport.cut();
      world.pass(10);
    }
    assertThat(saidByBob().size() - before).isLessThan(3);
  }

  /** Ids of live messages would pass over what no copy told of. */
  @Test
  void whatAnotherDeviceSentInBetweenIsFetchedBeforeItIsAcknowledged() {
    world.network.jitterMillis = 1;
    Phone tablet = world.phone(BOB, "tablet");
    world.pass(60);
    talk(1);
    world.pass(2 * TEN_MINUTES);
    tablet.send(ALICE, "from the tablet");
    world.pass(5);
    talk(1);
    world.pass(2 * TEN_MINUTES);
    assertThat(bob.texts(ALICE, true)).contains("from the tablet");
    assertThat(last().upTo()).hasToString(newest());
    assertThat(bob.notes(ALICE)).isEmpty();
  }

  /** REVIEW 16: what was erased is a place to go on from. */
  @Test
  void goesOnWhereWhatItHadIsErasedMeanwhile() {
    begin();
    talk(5);
    world.pass(2 * TEN_MINUTES);
    archive.forget(archive.kept().size());
    bob.crash();
    talk(3);
    world.start(bob);
    world.pass(30);
    assertThat(bob.texts(ALICE, false)).hasSize(9);
    assertAllOfAliceIsAcknowledged();
    assertThat(bob.notes(ALICE)).isEmpty();
  }

  /** A device whose store is an old copy has less than it once said, and goes by its store. */
  @Test
  void anOldStoreBeginsWhereItWasAndNotWhereTheServerThinks() {
    begin();
    MemoryRowStore old = bob.copyOfStore();
    String then = newest();
    talk(5);
    world.pass(2 * TEN_MINUTES);
    String acknowledged = last().upTo().toString();
    int queries = archive.queries.size();
    int said = archive.acknowledged.size();
    List<Integer> saidBefore = new ArrayList<>();
    archive.before = () -> saidBefore.add(archive.acknowledged.size());
    bob.replaceStore(old);
    world.start(bob);
    world.pass(60);
    String from = archive.queries.get(queries).toXml().replaceAll(".*<after>(.*)</after>.*", "$1");
    assertThat(from).hasSize(14).isLessThanOrEqualTo(then).isLessThan(acknowledged);
    assertThat(saidBefore.get(0)).as("it fetches before it says anything").isEqualTo(said);
  }

  @Test
  void nothingIsSaidBeforeItIsInTheStore() {
    begin();
    bob.crash();
    talk(60);
    int said = archive.acknowledged.size();
    List<String> places = archive.kept().stream().map(ArchiveResult::id).toList();
    for (int commits = 1; commits < 80; commits += 7) {
      bob.crashAfter(commits);
      try {
        world.start(bob);
      } catch (VirtualTime.PowerCut e) {
        // at once
      }
      world.pass(5);
      for (Acknowledgement each : archive.acknowledged.subList(said, archive.acknowledged.size())) {
        assertThat(places.indexOf(each.upTo().toString()))
            .isLessThan(places.size() - 60 + bob.texts(ALICE, false).size());
      }
    }
    bob.crashAfter(Integer.MAX_VALUE);
    world.start(bob);
    world.pass(2 * TEN_MINUTES);
    assertThat(bob.texts(ALICE, false)).hasSize(61);
    assertThat(last().upTo()).hasToString(newest());
  }

  @Test
  void refusalsAreNotRepeated() {
    begin();
    archive.refusing = Optional.of("forbidden");
    talk(3);
    int asked = archive.queries.size();
    world.pass(6 * TEN_MINUTES);
    assertThat(archive.queries.size() - asked).isLessThan(4);
  }

  @Test
  void aServerWithoutMailboxesIsToldNothing() {
    World plain = new World(32).withArchivesOnly();
    Phone carol = plain.phone(ALICE, "phone");
    Phone dave = plain.phone(BOB, "phone");
    plain.pass(30);
    carol.send(BOB, "hello");
    plain.pass(2 * TEN_MINUTES);
    assertThat(dave.texts(ALICE, false)).containsExactly("hello");
    assertThat(plain.network.archive(BOB).acknowledged).isEmpty();
  }
}
