package im.symbolon.world;

import static im.symbolon.world.Acquaintance.readBy;
import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.Provenance;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.trust.Basis;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nothing leaves but to devices that their owner signed, whatever servers say. */
class SignedListsTest {
  private final Acquaintance they = new Acquaintance(21).talk();
  private final World world = they.world;
  private final Phone alice = they.alice;
  private final Phone bob = they.bob;
  private final Pen pen = they.pen;

  private SignedDeviceList publish(ListedDevice... devices) {
    return pen.publish(alice, pen.list(devices));
  }

  private ListedDevice phone() {
    return pen.member(bob);
  }

  @Test
  void onlyTheDevicesOfTheListAreWrittenTo() {
    publish(phone());
    Phone evil = they.another("evil");
    int before = they.now();
    they.sendAndPass("to the phone");
    assertThat(readBy(bob)).contains("to the phone");
    assertThat(they.sentTo(evil, before)).isZero();
    assertThat(they.seen(bob).decision().basis()).isEqualTo(Basis.SIGNED);
    assertThat(they.seen(bob).trust()).isEqualTo(Trust.TRUSTED);
    assertThat(they.seen(evil).trust()).isEqualTo(Trust.UNDECIDED);
    assertThat(they.lines()).as("nobody was verified").isEmpty();
  }

  @Test
  void whatAnUnsignedDeviceWritesIsReadAndCausesNothing() {
    publish(phone());
    Phone evil = they.another("evil");
    int before = they.now();
    for (int i = 0; i < 60; i++) {
      evil.send(ALICE, "listen " + i);
    }
    world.pass(600);
    assertThat(they.message("listen 59").provenance())
        .map(Provenance::trust)
        .contains(Trust.UNDECIDED);
    assertThat(they.sentTo(evil, before)).isZero();
  }

  @Test
  void anUnsignedDeviceConfirmsNothing() {
    publish(phone());
    Phone evil = they.another("evil");
    bob.crash();
    String id = alice.send(BOB, "is this on?");
    world.pass(10);
    evil.confirms(ALICE, id);
    world.pass(10);
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.SENT);
  }

  @Test
  void aHandThatTrustsOpensAnUnsignedDeviceAndOneThatDistrustsShutsASignedOne() throws Exception {
    publish(phone());
    Phone laptop = they.another("laptop");
    int start = they.now();
    they.sendAndPass("one");
    assertThat(they.sentTo(laptop, start)).isZero();
    they.decide(laptop, Trust.TRUSTED);
    they.sendAndPass("two");
    they.decide(bob, Trust.DISTRUSTED);
    int before = they.now();
    they.sendAndPass("three");
    // The first one Alice did not send it: Bob's phone did, which has linked it.
    assertThat(readBy(laptop)).containsExactly("one", "two", "three");
    assertThat(they.sentTo(laptop, start)).isNotZero();
    assertThat(they.sentTo(bob, before)).isZero();
    publish(phone(), pen.foreign(laptop));
    they.sendAndPass("four");
    assertThat(they.sentTo(bob, before)).as("signed again, and still distrusted").isZero();
  }

  @Test
  void aNewDeviceOfAVerifiedPersonThatNobodySignedIsOneLine() throws Exception {
    publish(phone());
    they.verifyByNumber();
    Phone evil = they.another("evil");
    int before = they.now();
    they.sendAndPass("one");
    evil.send(ALICE, "let me in");
    they.sendAndPass("two");
    world.pass(7200);
    they.sendAndPass("three");
    assertThat(they.sentTo(evil, before)).isZero();
    assertThat(readBy(bob)).contains("one", "two", "three");
    assertThat(they.lines()).containsExactly(Note.UNSIGNED_DEVICE);
  }

  @Test
  void aLinkedDeviceOfAVerifiedPersonRaisesNothing() throws Exception {
    publish(phone());
    they.verifyByNumber();
    Phone tablet = world.phone(BOB, "tablet");
    publish(phone(), pen.member(tablet));
    world.pass(120);
    they.sendAndPass("to both");
    tablet.send(ALICE, "from the tablet");
    world.pass(10);
    assertThat(readBy(tablet)).containsExactly("to both");
    assertThat(they.message("from the tablet").provenance())
        .map(Provenance::trust)
        .contains(Trust.TRUSTED);
    assertThat(they.bobSeen().isVerified()).isTrue();
    assertThat(they.lines()).isEmpty();
  }

  @Test
  @DisplayName("REVIEW 3: a list that is stripped leads nobody back to single devices")
  void aListThatIsStrippedChangesNothing() throws Exception {
    pen.clockError = Duration.ofDays(-29);
    publish(phone());
    they.verifyByNumber();
    pen.hide(ALICE);
    Phone evil = they.another("evil");
    int before = they.now();
    for (int day = 0; day < 3; day++) {
      they.sendAndPass("day " + day);
      world.time.pass(Duration.ofDays(1));
    }
    assertThat(they.bobSeen().expires().orElseThrow()).isBefore(world.time.instant());
    assertThat(readBy(bob)).contains("day 0", "day 2");
    assertThat(they.sentTo(evil, before)).isZero();
    assertThat(they.lines()).containsExactlyInAnyOrder(Note.LIST_WITHHELD, Note.UNSIGNED_DEVICE);
  }

  @Test
  @DisplayName("REVIEW 3: nobody lists another's device as his own")
  void aDeviceHasToSignThatItBelongsThere() {
    publish(phone());
    Pen eves = new Pen(world, CAROL);
    eves.hide(ALICE);
    Phone carol = world.phone(CAROL, "phone");
    world.pass(30);
    IdentityKeyPair other = IdentityKeyPair.generate(world.random::nextBytes);
    ListedDevice stolen = eves.member(bob.messenger.device(), other);
    ListedDevice bobs =
        new ListedDevice(
            stolen.id(),
            bob.messenger.identity(),
            stolen.kind(),
            stolen.label(),
            stolen.capabilities(),
            stolen.added(),
            stolen.replaces(),
            stolen.membership());
    eves.show(ALICE, eves.list(eves.member(carol), bobs));
    alice.send(CAROL, "hello");
    world.pass(10);
    assertThat(alice.read(rows -> new People(rows).of(CAROL)).orElseThrow().root()).isEmpty();
    assertThat(carol.texts(ALICE, false)).containsExactly("hello");
  }

  @Test
  @DisplayName("REVIEW 23: an older list after a newer one is evidence, and a line")
  void anOlderListIsNotBelieved() {
    Phone tablet = they.another("tablet");
    ListedDevice both = pen.member(tablet);
    SignedDeviceList old = publish(phone(), both);
    they.sendAndPass("to both");
    SignedDeviceList newer = pen.removing(both).list(phone());
    pen.publish(alice, newer);
    world.pass(70);
    pen.tell(alice, old);
    world.pass(5);
    assertThat(they.lines()).as("it was only late").isEmpty();
    world.pass(120);
    for (int i = 0; i < 3; i++) {
      pen.show(ALICE, old);
      pen.tell(alice, old);
      world.pass(120);
    }
    int before = they.now();
    they.sendAndPass("to the phone");
    assertThat(they.sentTo(tablet, before)).isZero();
    assertThat(they.lines()).containsExactly(Note.OLDER_LIST);
    assertThat(they.seen(tablet).trust()).isEqualTo(Trust.DISTRUSTED);
  }

  @Test
  void aRemovedDeviceGetsNothingEvenIfAHandTrustedIt() throws Exception {
    Phone tablet = they.another("tablet");
    they.sendAndPass("to both");
    they.decide(tablet, Trust.TRUSTED);
    ListedDevice gone = pen.member(tablet);
    publish(phone(), gone);
    assertThat(they.bobSeen().isVerified()).as("a verified device vouched for it").isTrue();
    pen.removing(gone);
    publish(phone());
    int before = they.now();
    they.sendAndPass("to the phone");
    tablet.send(ALICE, "found on a train");
    world.pass(10);
    assertThat(they.sentTo(tablet, before)).isZero();
    assertThat(they.message("found on a train").provenance())
        .map(Provenance::trust)
        .contains(Trust.DISTRUSTED);
    pen.forgettingTheRemoved();
    publish(phone(), gone);
    they.sendAndPass("again");
    assertThat(they.sentTo(tablet, before)).as("a tombstone is for good").isZero();
  }

  /** REVIEW 6: only a tombstone removes. */
  @Test
  void aDeviceThatIsMissingStays() {
    Phone tablet = they.another("tablet");
    publish(phone(), pen.member(tablet));
    publish(phone());
    they.sendAndPass("to both");
    assertThat(readBy(tablet)).contains("to both");
  }

  @Test
  @DisplayName("REVIEW 2: a stolen device is shut out by the next list key, without an alarm")
  void aStolenDeviceIsRevoked() throws Exception {
    Phone stolen = they.another("stolen");
    ListedDevice tablet = pen.member(stolen);
    publish(phone(), tablet);
    they.verifyByNumber();
    Pen thief = pen.stolen();
    Phone evil = they.another("evil");
    thief.publish(alice, thief.list(phone(), tablet, thief.member(evil)));
    they.sendAndPass("heard by the thief");
    assertThat(readBy(evil)).contains("heard by the thief");
    pen.nextSerial().removing(tablet);
    SignedDeviceList clean = publish(phone());
    int before = they.now();
    they.sendAndPass("not heard");
    thief.tell(alice, thief.at(1_000_000).list(phone(), tablet, thief.member(evil)));
    world.pass(120);
    they.sendAndPass("nor this");
    assertThat(they.sentTo(stolen, before)).isZero();
    assertThat(they.sentTo(evil, before)).isZero();
    assertThat(readBy(bob)).contains("not heard", "nor this");
    assertThat(they.bobSeen().isVerified()).isTrue();
    Optional<SignedDeviceList> known = alice.read(rows -> new People(rows).list(BOB));
    assertThat(known).contains(clean);
    assertThat(they.lines()).containsOnly(Note.UNSIGNED_DEVICE);
  }

  @Test
  void forgedAndForeignListsChangeNothing() throws Exception {
    publish(phone());
    they.verifyByNumber();
    Phone evil = they.another("evil");
    SignedDeviceList honest = pen.list(phone());
    Pen evils = new Pen(world, BOB);
    SignedDeviceList other = evils.list(evils.member(evil));
    SignedDeviceList forged =
        new SignedDeviceList(
            BOB,
            honest.certificate(),
            honest.version() + 1,
            honest.previous(),
            honest.issued(),
            honest.expires(),
            List.of(pen.foreign(evil)),
            List.of(),
            other.signature());
    Pen carols = new Pen(world, CAROL);
    XmlElement foreign = SignedDeviceListCodec.encode(carols.list(carols.member(evil)));
    pen.tell(alice, forged);
    pen.tell(alice, foreign);
    pen.tell(alice, XmlElement.element("urn:symbolon:devices:0", "devices").build());
    pen.show(ALICE, forged);
    long looks = they.looks();
    Phone third = they.another("third");
    int before = they.now();
    they.sendAndPass("to the phone");
    assertThat(they.looks()).as("it saw the forged one").isGreaterThan(looks);
    assertThat(they.sentTo(evil, before)).isZero();
    assertThat(they.sentTo(third, before)).isZero();
    assertThat(readBy(bob)).contains("to the phone");
    assertThat(they.bobSeen().blocked()).isEmpty();
    assertThat(they.lines()).containsOnly(Note.UNSIGNED_DEVICE);
  }

  @Test
  void aClockThatIsWrongByAYearAddsNoDeviceAndRemovesNone() {
    publish(phone());
    Phone tablet = they.another("tablet");
    pen.clockError = Duration.ofDays(-365);
    publish(phone(), pen.member(tablet));
    int before = they.now();
    they.sendAndPass("one");
    assertThat(readBy(bob)).contains("one");
    assertThat(they.sentTo(tablet, before)).isZero();
    pen.clockError = Duration.ofDays(365);
    publish(phone(), pen.member(tablet));
    they.sendAndPass("two");
    pen.clockError = Duration.ZERO;
    publish(phone(), pen.member(tablet));
    they.sendAndPass("three");
    assertThat(readBy(bob)).contains("two", "three");
    assertThat(readBy(tablet)).contains("two", "three");
    assertThat(they.lines()).isEmpty();
  }

  @Test
  void aFirstListThatIsOverPinsNoRoot() {
    pen.clockError = Duration.ofDays(-365);
    publish(phone());
    they.sendAndPass("one");
    assertThat(they.bobSeen().root()).isEmpty();
    assertThat(readBy(bob)).contains("one");
  }

  @Test
  void twoHundredDevicesAreAListAndMoreAreNone() {
    List<ListedDevice> many = new ArrayList<>(List.of(phone()));
    for (int i = 1; i < 200; i++) {
      many.add(pen.member(new DeviceId(i), IdentityKeyPair.generate(world.random::nextBytes)));
    }
    SignedDeviceList full = pen.publish(alice, pen.list(many));
    they.sendAndPass("one");
    assertThat(readBy(bob)).contains("one");
    assertThat(they.bobSeen().devices()).hasSize(200);
    XmlElement oversized = SignedDeviceListCodec.encode(full);
    XmlElement.Builder more = XmlElement.element(oversized.namespace(), oversized.name());
    oversized.attributes().forEach(more::with);
    oversized.children().forEach(more::with);
    oversized.children("device").stream().limit(1).forEach(more::with);
    pen.tell(alice, more.build());
    world.pass(5);
    they.sendAndPass("two");
    assertThat(readBy(bob)).contains("two");
    assertThat(they.bobSeen().devices()).hasSize(200);
  }

  @Test
  void theKeyOfADeviceHasToBeTheListedOne() {
    IdentityKeyPair other = IdentityKeyPair.generate(world.random::nextBytes);
    publish(pen.member(bob.messenger.device(), other));
    int before = they.now();
    String id = alice.send(BOB, "to whom?");
    world.pass(60);
    bob.forgetSessions();
    bob.send(ALICE, "not accepted");
    world.pass(60);
    assertThat(they.sentTo(bob, before)).isZero();
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.QUEUED);
    assertThat(alice.texts(BOB, false)).doesNotContain("not accepted");
    assertThat(they.lines()).contains(Note.OTHER_KEY_OFFERED, Note.IDENTITY_CHANGED);
    publish(phone());
    world.pass(60);
    assertThat(readBy(bob)).as("as soon as it is right").contains("to whom?");
  }

  @Test
  @DisplayName("REVIEW 30: another client's device counts from when its owner signed it")
  void aForeignDeviceNeedsItsOwnersWord() {
    publish(phone());
    Phone laptop = they.another("laptop");
    int before = they.now();
    they.sendAndPass("one");
    assertThat(they.sentTo(laptop, before)).isZero();
    publish(phone(), pen.foreign(laptop));
    they.sendAndPass("two");
    assertThat(they.sentTo(laptop, before)).isEqualTo(1);
    assertThat(readBy(laptop))
        .as("the first one Bob's phone gave it")
        .containsExactly("one", "two");
    assertThat(readBy(bob)).contains("one", "two");
  }

  @Test
  @DisplayName("REVIEW 30: own devices are held to the same rules")
  void ownDevicesThatNobodySignedGetNothing() {
    Phone tablet = world.phone(ALICE, "tablet");
    world.pass(120);
    they.sendAndPass("linked");
    assertThat(tablet.texts(BOB, true)).contains("linked");
    world.linking = false;
    Phone evil = world.phone(ALICE, "evil");
    world.pass(120);
    for (OmemoVersion version : OmemoVersion.values()) {
      WireFormat format = WireFormat.of(version);
      List<DeviceId> ids = new ArrayList<>();
      List.of(alice, tablet, evil).forEach(each -> ids.add(each.messenger.device()));
      world
          .network
          .directories
          .node(ALICE, format.devicesNode())
          .put("current", format.encodeDevices(DeviceList.of(ids)));
    }
    world.pass(120);
    int before = they.now();
    they.sendAndPass("private");
    assertThat(they.sentTo(evil, before)).isZero();
    assertThat(tablet.texts(BOB, true)).contains("private");
    assertThat(readBy(bob)).contains("private");
    assertThat(they.seen(evil).trust()).isEqualTo(Trust.UNDECIDED);
  }

  /** A server that takes a device out of OMEMO's lists keeps no message from it. */
  @Test
  void aSignedDeviceIsReachedAlsoWhereOmemosListsLackIt() {
    Phone tablet = they.another("tablet");
    publish(phone(), pen.member(tablet));
    for (OmemoVersion version : OmemoVersion.values()) {
      WireFormat format = WireFormat.of(version);
      XmlElement list = format.encodeDevices(DeviceList.of(List.of(bob.messenger.device())));
      world.network.directories.views.show(ALICE, BOB, format.devicesNode(), "current", list);
    }
    world.pass(120);
    they.sendAndPass("to both");
    assertThat(readBy(tablet)).contains("to both");
  }

  @Test
  void concurrentEditsAreMerged() {
    Phone tablet = they.another("tablet");
    publish(phone());
    Pen elsewhere = pen.stolen();
    SignedDeviceList one = pen.list(phone());
    SignedDeviceList two = elsewhere.list(phone(), elsewhere.member(tablet));
    pen.publish(alice, one);
    pen.publish(alice, two);
    they.sendAndPass("to both");
    assertThat(readBy(tablet)).contains("to both");
    assertThat(they.lines()).isEmpty();
  }
}
