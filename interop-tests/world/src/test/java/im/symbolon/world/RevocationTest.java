package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.devices.OwnDeviceView;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.devices.DeviceListDraft;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.xml.Numbers;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.account.ListKeyPair;
import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.account.SealedRoot;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the recovery key ends is over also for those whom no server told of it. */
class RevocationTest {
  private final World world = new World(62);

  private Map<String, XmlElement> node(BareJid account) {
    return world.network.directories.node(account, Namespaces.DEVICES);
  }

  private SignedDeviceList published(BareJid account) throws Exception {
    return SignedDeviceListCodec.decode(node(account).get("current"));
  }

  /** A person, a contact with two devices, one of which will be stolen. */
  private final class Theft {
    final Phone alice = world.phone(ALICE, "phone");
    final Phone bob = world.phone(BOB, "phone");
    final Phone stolen = world.phone(BOB, "tablet");
    final RecoveryKey key;

    Theft() throws Exception {
      world.pass(60);
      key = bob.messenger.recovery().unconfirmedKey().orElseThrow();
      for (String name : List.of("one", "two", "three", "four")) {
        assertThat(bob.messenger.ownDevices().rename(bob.messenger.device(), name)).isTrue();
        world.pass(10);
      }
      bob.send(ALICE, "hello");
      alice.send(BOB, "hello");
      world.pass(120);
      assertThat(stolen.texts(ALICE, false)).contains("hello");
    }

    /** Nobody tells Alice, and she looks for lists only for a reason. */
    void isRevoked() throws Exception {
      assertThat(bob.messenger.recovery().revoke(key, stolen.messenger.device())).isTrue();
      world.pass(60);
      alice.send(BOB, "nobody told me");
      world.pass(60);
      assertThat(stolen.texts(ALICE, false)).contains("nobody told me");
      bob.send(ALICE, "robbed");
      world.pass(90);
      alice.send(BOB, "not for thieves");
      world.pass(90);
      assertThat(bob.texts(ALICE, false)).contains("not for thieves");
      assertThat(stolen.texts(ALICE, false)).doesNotContain("not for thieves");
    }
  }

  @Test
  @DisplayName("REVIEW 2, 23: the next message of an honest device brings the revocation")
  void contactsHearOfItByTheNextMessage() throws Exception {
    Theft theft = new Theft();
    SignedDeviceList before = published(BOB);
    theft.isRevoked();
    SignedDeviceList after = published(BOB);
    assertThat(after.serial()).isEqualTo(before.serial() + 1);
    assertThat(after.version()).as("counts on").isGreaterThan(before.version());
    assertThat(theft.alice.notes(BOB)).as("nobody is accused").isEmpty();
  }

  /** Whoever has the list key can count as far as there are numbers. */
  @Test
  void aThiefWhoDroveTheCountUpHidesNothing() throws Exception {
    Theft theft = new Theft();
    SignedDeviceList list = published(BOB);
    SignedDeviceList high = signed(theft.stolen, list, Numbers.MAX - 5, list.devices());
    node(BOB).put("current", SignedDeviceListCodec.encode(high));
    theft.bob.transport.cut();
    world.pass(90);
    theft.bob.send(ALICE, "tells of the list");
    world.pass(120);
    theft.alice.send(BOB, "goes by that list");
    world.pass(60);
    assertThat(theft.bob.messenger.ownDevices().all()).hasSize(2);
    assertThat(published(BOB).version()).isGreaterThan(Numbers.MAX / 2);
    theft.isRevoked();
    assertThat(published(BOB).version()).isLessThan(100);
  }

  /** Until the key is another, whoever has it can add again what is removed. */
  @Test
  void whatTheStolenDeviceHadLinkedGoesWithIt() throws Exception {
    Theft theft = new Theft();
    world.linking = false;
    Phone planted = world.phone(BOB, "planted");
    world.pass(60);
    assertThat(theft.stolen.admits(planted)).isTrue();
    world.pass(60);
    theft.bob.transport.cut();
    world.pass(60);
    assertThat(theft.bob.messenger.ownDevices().all()).hasSize(3);
    Set<DeviceId> gone = Set.of(theft.stolen.messenger.device(), planted.messenger.device());
    assertThat(theft.bob.messenger.recovery().revoke(theft.key, gone)).isTrue();
    world.pass(120);
    assertThat(theft.bob.messenger.ownDevices().all())
        .extracting(OwnDeviceView::id)
        .containsExactly(theft.bob.messenger.device());
    assertThat(published(BOB).tombstones()).hasSize(2);
    theft.bob.send(ALICE, "robbed");
    world.pass(90);
    theft.alice.send(BOB, "not for thieves");
    world.pass(90);
    assertThat(theft.bob.texts(ALICE, false)).contains("not for thieves");
    assertThat(theft.stolen.texts(ALICE, false)).doesNotContain("not for thieves");
    assertThat(planted.texts(ALICE, false)).doesNotContain("not for thieves");
  }

  private static SignedDeviceList signed(
      Phone by, SignedDeviceList before, long version, List<ListedDevice> devices) {
    try (ListKeyPair key = by.read(rows -> new OwnAccount(rows).listKey()).orElseThrow()) {
      List<ListedDevice> sorted = new ArrayList<>(devices);
      sorted.sort(Comparator.comparing(ListedDevice::id));
      return key.sign(
          new DeviceListDraft(
              before.account(),
              before.certificate(),
              version,
              List.of(before.hash()),
              before.issued(),
              before.expires(),
              sorted,
              before.tombstones()));
    }
  }

  /** A list of another root was never this account's: its devices are not to be certified. */
  @Test
  void theRecoveryKeySignsNoListOfAnotherRoot() throws Exception {
    Phone phone = world.phone(ALICE, "phone");
    world.pass(60);
    RecoveryKey key = phone.messenger.recovery().unconfirmedKey().orElseThrow();
    SealedRoot root = phone.read(rows -> new OwnAccount(rows).sealedRoot()).orElseThrow();
    world.discard(phone);
    Pen evil = new Pen(world, ALICE);
    IdentityKeyPair theirs = IdentityKeyPair.generate(world.random::nextBytes);
    SignedDeviceList made = evil.list(evil.foreign(new DeviceId(66), theirs.publicKey()));
    node(ALICE).put("current", SignedDeviceListCodec.encode(made));
    Phone next = world.phone(ALICE, "next");
    world.pass(60);
    assertThat(next.membership()).isEqualTo(Membership.UNLINKED);
    next.read(
        rows -> {
          new OwnAccount(rows).sealedRoot(root); // as a restoring that broke off leaves it
          return null;
        });
    assertThat(next.messenger.recovery().renew(key)).isFalse();
    world.pass(60);
    assertThat(next.membership()).isEqualTo(Membership.UNLINKED);
    assertThat(published(ALICE).root()).isEqualTo(evil.root());
  }
}
