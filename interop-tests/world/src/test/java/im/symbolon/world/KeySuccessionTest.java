package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.OwnAccount;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.DeviceListDraft;
import im.symbolon.protocol.devices.ListKey;
import im.symbolon.protocol.devices.ListKeyCertificate;
import im.symbolon.protocol.devices.ListKeyXml;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.SignedDeviceListCodec;
import im.symbolon.protocol.devices.Tombstone;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.ratchet.account.AccountRootPair;
import im.symbolon.ratchet.account.ListKeyPair;
import im.symbolon.ratchet.account.RecoveryKey;
import im.symbolon.ratchet.primitives.Ed25519;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * REVIEW 2: after the list key was replaced, the devices that stay get the new one, nobody else.
 */
class KeySuccessionTest {
  private final World world = new World(53);
  private final Control control = new Control(world);
  private Phone phone;
  private Phone tablet;
  private RecoveryKey recovery;

  @BeforeEach
  void twoDevices() throws Exception {
    phone = world.phone(ALICE, "phone");
    world.pass(60);
    recovery = phone.messenger.recovery().unconfirmedKey().orElseThrow();
    tablet = another("tablet");
  }

  private Phone another(String name) {
    Phone another = world.phone(ALICE, name);
    world.pass(120);
    assertThat(another.membership()).isEqualTo(Membership.LINKED);
    return another;
  }

  private static DeviceId id(Phone of) {
    return of.messenger.device();
  }

  private SignedDeviceList published() throws Exception {
    XmlElement item = world.network.directories.node(ALICE, Namespaces.DEVICES).get("current");
    return SignedDeviceListCodec.decode(item).verify(Ed25519::verify);
  }

  /** True when that device's word counts: the list that everybody sees says what it wants. */
  private boolean edits(Phone editor) throws Exception {
    String label = "by " + editor.name() + " " + world.time.instant().getEpochSecond();
    boolean signed = editor.messenger.ownDevices().rename(id(editor), label);
    world.pass(60);
    return signed && published().device(id(editor)).get().label().equals(label);
  }

  @Test
  @DisplayName("REVIEW 2: the devices that stay get the new list key, the stolen one does not")
  void theDevicesThatStayGetTheNewKey() throws Exception {
    Phone stolen = another("stolen");
    Phone desk = another("desk");
    long serial = published().serial();
    Traffic before = Traffic.of(world);
    assertThat(phone.messenger.recovery().revoke(recovery, id(stolen))).isTrue();
    world.pass(60);
    assertThat(published().serial()).isEqualTo(serial + 1);
    assertThat(edits(tablet)).isTrue();
    assertThat(edits(desk)).isTrue();
    world.time.pass(Duration.ofHours(2)); // it has seen what the others wrote
    assertThat(edits(phone)).isTrue();
    assertThat(published().tombstone(id(stolen))).isPresent();
    assertThat(Control.between(Traffic.of(world).since(before), phone, stolen)).isEmpty();
    assertThat(Control.between(Traffic.of(world).since(before), phone, tablet)).hasSize(1);
    assertThat(Control.between(Traffic.of(world).since(before), tablet, phone)).isEmpty();
  }

  @Test
  void aRenewalIsHandedOnAsWell() throws Exception {
    assertThat(phone.messenger.recovery().renew(recovery)).isTrue();
    world.pass(60);
    assertThat(edits(tablet)).isTrue();
    assertThat(phone.messenger.recovery().renew(recovery)).isTrue();
    assertThat(phone.messenger.recovery().renew(recovery)).isTrue();
    world.pass(60);
    assertThat(edits(tablet)).isTrue();
    assertThat(published().serial()).isEqualTo(4);
  }

  @Test
  void aDeviceThatWasOffGetsItWhenItComesBack() throws Exception {
    tablet.crash();
    phone.messenger.recovery().renew(recovery);
    world.time.pass(Duration.ofDays(3));
    world.start(tablet);
    world.pass(60);
    assertThat(edits(tablet)).isTrue();
  }

  /** Nothing is kept for the absent, and the one that made the key is gone by then. */
  @Test
  void whoMissedItAsksAndAnyMemberAnswers() throws Exception {
    Phone desk = another("desk");
    world.network.keepingForTheAbsent = false;
    tablet.crash();
    phone.messenger.recovery().renew(recovery);
    world.pass(60);
    assertThat(edits(desk)).isTrue();
    phone.crash();
    world.start(tablet);
    world.pass(60);
    assertThat(edits(tablet)).isTrue();
  }

  @Test
  void nobodyAsksWhileNobodyMissesAnything() throws Exception {
    phone.messenger.recovery().renew(recovery);
    world.pass(60);
    Traffic before = Traffic.of(world);
    world.time.pass(Duration.ofHours(20));
    assertThat(Control.between(Traffic.of(world).since(before), tablet, phone)).isEmpty();
    assertThat(Control.between(Traffic.of(world).since(before), phone, tablet)).isEmpty();
  }

  /** Of all that is lost on the way. */
  @Test
  void whoGetsNoAnswerAsksOnceAnHour() throws Exception {
    world.network.keepingForTheAbsent = false;
    tablet.crash();
    phone.messenger.recovery().renew(recovery);
    world.pass(60);
    phone.crash();
    Traffic before = Traffic.of(world);
    world.start(tablet);
    world.time.pass(Duration.ofHours(5));
    assertThat(Control.between(Traffic.of(world).since(before), tablet, phone))
        .hasSizeBetween(4, 6);
    world.start(phone);
    world.time.pass(Duration.ofHours(2));
    assertThat(edits(tablet)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void aCrashOfEitherSideInBetweenChangesNothingInTheEnd(int commits) throws Exception {
    phone.crashAfter(commits);
    tablet.crashAfter(commits);
    try {
      phone.messenger.recovery().renew(recovery);
    } catch (VirtualTime.PowerCut e) {
      // between the commit and what follows it
    }
    world.pass(30);
    phone.crashAfter(Integer.MAX_VALUE);
    tablet.crashAfter(Integer.MAX_VALUE);
    world.start(phone);
    world.start(tablet);
    world.pass(120);
    assertThat(published().serial()).isEqualTo(2);
    assertThat(edits(tablet)).isTrue();
    assertThat(edits(phone)).isTrue();
  }

  private AccountRootPair root() throws Exception {
    return phone
        .read(rows -> new OwnAccount(rows).sealedRoot())
        .orElseThrow()
        .open(ALICE, recovery);
  }

  private Instant later() {
    return world.time.instant().plus(Duration.ofDays(100)).truncatedTo(ChronoUnit.SECONDS);
  }

  private ListKeyPair newKey() {
    return ListKeyPair.generate(world.random::nextBytes);
  }

  private ListKeyCertificate certificate(ListKey key, long serial) throws Exception {
    try (AccountRootPair root = root()) {
      return root.certify(ALICE, key, serial, later());
    }
  }

  private static XmlElement grant(String seed, XmlElement... children) {
    XmlElement.Builder out = XmlElement.element(Namespaces.DEVICES, "list-key").with("seed", seed);
    for (XmlElement each : children) {
      out.with(each);
    }
    return out.build();
  }

  private static String seed(ListKeyPair key) {
    return Base64.getEncoder().encodeToString(key.seed().expose());
  }

  private static XmlElement grant(ListKeyPair key, ListKeyCertificate certificate) {
    return grant(seed(key), ListKeyXml.write(certificate));
  }

  private XmlElement grant(long serial) throws Exception {
    ListKeyPair key = newKey();
    return grant(key, certificate(key.listKey(), serial));
  }

  private static XmlElement wanted(long serial) {
    return XmlElement.element(Namespaces.DEVICES, "list-key-wanted")
        .with("serial", Long.toString(serial))
        .build();
  }

  /** What the tablet holds. */
  private record Held(Optional<String> seed, long granted, Optional<SignedDeviceList> list) {}

  private Held held() {
    return tablet.read(
        rows -> {
          OwnAccount account = new OwnAccount(rows);
          return new Held(
              account.listKey().map(KeySuccessionTest::seed),
              account.grantedSerial(),
              account.accepted());
        });
  }

  private void isRefused(Phone from, XmlElement element) throws StoreException {
    Held before = held();
    control.say(from, tablet, List.of(element));
    assertThat(held()).as(element.name()).isEqualTo(before);
    assertThat(tablet.told)
        .noneMatch(m -> m.note().filter(n -> n != Note.DEVICE_ADDED).isPresent());
  }

  @Test
  void aContactsGrantIsRefused() throws Exception {
    Phone bob = world.phone(BOB, "phone");
    world.pass(60);
    bob.send(ALICE, "hello");
    world.pass(30);
    isRefused(bob, grant(9));
    Traffic before = Traffic.of(world);
    control.say(bob, tablet, List.of(wanted(1)));
    assertThat(Control.between(Traffic.of(world).since(before), tablet, bob)).isEmpty();
    assertThat(edits(tablet)).isTrue();
  }

  @Test
  void aRemovedDevicesGrantIsRefusedAndItGetsNone() throws Exception {
    Phone stolen = another("stolen");
    stolen.crash();
    phone.messenger.recovery().revoke(recovery, id(stolen));
    world.pass(120);
    world.network.directories.unreadable.add(Namespaces.DEVICES); // what it would see
    world.start(stolen);
    world.pass(30);
    isRefused(stolen, grant(9));
    Traffic before = Traffic.of(world);
    control.say(stolen, tablet, List.of(wanted(2)));
    control.say(stolen, tablet, List.of(wanted(1)));
    assertThat(Control.between(Traffic.of(world).since(before), tablet, stolen)).isEmpty();
    world.network.directories.unreadable.remove(Namespaces.DEVICES);
    world.pass(60);
    assertThat(edits(tablet)).isTrue();
  }

  @Test
  void anUnlistedOrForeignDeviceGetsNoneAndGivesNone() throws Exception {
    world.linking = false;
    Phone unlisted = world.phone(ALICE, "unlisted");
    Phone foreign = world.phone(ALICE, "foreign", OmemoVersion.OMEMO_2);
    world.pass(120);
    for (Phone each : List.of(unlisted, foreign)) {
      isRefused(each, grant(9));
      Traffic before = Traffic.of(world);
      control.say(each, tablet, List.of(wanted(1)));
      assertThat(Control.between(Traffic.of(world).since(before), tablet, each)).isEmpty();
    }
  }

  @Test
  void grantsOfLowerSerialsOtherRootsAndOtherAccountsAreRefused() throws Exception {
    phone.messenger.recovery().renew(recovery);
    phone.messenger.recovery().renew(recovery);
    world.pass(60);
    assertThat(published().serial()).isEqualTo(3);
    ListKeyPair key = newKey();
    isRefused(phone, grant(2));
    isRefused(phone, grant(3)); // another key under the serial that counts
    try (AccountRootPair other = AccountRootPair.generate(world.random::nextBytes);
        AccountRootPair root = root()) {
      isRefused(phone, grant(key, other.certify(ALICE, key.listKey(), 9, later())));
      isRefused(phone, grant(key, root.certify(BOB, key.listKey(), 9, later())));
    }
    ListKeyCertificate right = certificate(key.listKey(), 9);
    isRefused(
        phone,
        grant(
            key,
            new ListKeyCertificate(
                right.root(), right.key(), 10, right.expires(), right.signature())));
    assertThat(edits(tablet)).isTrue();
  }

  @Test
  void malformedAndOversizedGrantsAreRefused() throws Exception {
    ListKeyPair key = newKey();
    XmlElement certificate = ListKeyXml.write(certificate(key.listKey(), 9));
    String seed = seed(key);
    List<XmlElement> bad = new ArrayList<>();
    bad.add(grant(newKey(), certificate(key.listKey(), 9))); // does not fit
    bad.add(grant(seed));
    bad.add(grant(seed, certificate, certificate));
    bad.add(grant(seed, Collections.nCopies(60, certificate).toArray(XmlElement[]::new)));
    bad.add(grant(seed, XmlElement.element(Namespaces.DEVICES, "devices").build()));
    bad.add(grant("", certificate));
    bad.add(grant(seed.substring(4), certificate));
    bad.add(grant("!" + seed.substring(1), certificate));
    bad.add(grant("A".repeat(60_000), certificate));
    bad.add(XmlElement.element(Namespaces.DEVICES, "list-key").build());
    bad.add(
        XmlElement.element(Namespaces.DEVICES, "list-key")
            .with("seed", seed)
            .with("more", "x")
            .with(certificate)
            .build());
    for (String serial : List.of("", "0x1", "-1", "99999999999999999999", "1 ")) {
      bad.add(
          XmlElement.element(Namespaces.DEVICES, "list-key-wanted").with("serial", serial).build());
    }
    Traffic before = Traffic.of(world);
    for (XmlElement each : bad) {
      isRefused(phone, each);
    }
    assertThat(Control.between(Traffic.of(world).since(before), tablet, phone)).isEmpty();
    assertThat(edits(tablet)).isTrue();
  }

  @Test
  void theSameGrantTwiceChangesNothing() throws Exception {
    phone.messenger.recovery().renew(recovery);
    world.pass(60);
    SignedDeviceList before = published();
    ListKeyPair key = phone.read(rows -> new OwnAccount(rows).listKey()).orElseThrow();
    isRefused(phone, grant(key, before.certificate()));
    isRefused(phone, grant(key, before.certificate()));
    assertThat(published()).isEqualTo(before);
    assertThat(edits(tablet)).isTrue();
  }

  @Test
  void aThousandQuestionsGetOneAnswer() throws Exception {
    phone.messenger.recovery().renew(recovery);
    world.pass(60);
    Traffic before = Traffic.of(world);
    for (int i = 0; i < 20; i++) {
      control.say(tablet, phone, Collections.nCopies(50, wanted(2)));
    }
    assertThat(Control.between(Traffic.of(world).since(before), phone, tablet)).hasSize(1);
  }

  @Test
  void whoAsksForAKeyThatIsNotThereYetGetsNone() throws Exception {
    Traffic before = Traffic.of(world);
    control.say(tablet, phone, List.of(wanted(2)));
    assertThat(Control.between(Traffic.of(world).since(before), phone, tablet)).isEmpty();
  }

  /** The thief still holds the key that died, and a server that hides the list that killed it. */
  @Test
  @DisplayName("REVIEW 2: once a newer key was given, nothing that the old one signs counts")
  void whatTheDeadKeySignsRemovesNobody() throws Exception {
    Phone stolen = another("stolen");
    stolen.crash();
    SignedDeviceList old = published();
    ListKeyPair dead = stolen.read(rows -> new OwnAccount(rows).listKey()).orElseThrow();
    show(old);
    phone.messenger.recovery().revoke(recovery, id(stolen));
    world.pass(60);
    assertThat(held().granted()).isEqualTo(2);
    show(without(old, tablet, dead));
    tablet.transport.cut();
    world.pass(4000);
    assertThat(tablet.membership()).isEqualTo(Membership.LINKED);
    world.network.directories.views.end(ALICE, ALICE, Namespaces.DEVICES);
    phone.transport.cut();
    tablet.transport.cut();
    world.pass(4000);
    assertThat(edits(tablet)).isTrue();
  }

  private void show(SignedDeviceList list) {
    XmlElement item = SignedDeviceListCodec.encode(list);
    world.network.directories.views.show(ALICE, ALICE, Namespaces.DEVICES, "current", item);
  }

  private SignedDeviceList without(SignedDeviceList before, Phone removed, ListKeyPair key) {
    Instant now = world.time.instant().truncatedTo(ChronoUnit.SECONDS);
    return key.sign(
        new DeviceListDraft(
            ALICE,
            before.certificate(),
            before.version() + 1,
            List.of(before.hash()),
            now,
            now.plus(DeviceListDraft.MAX_LIFETIME),
            before.devices().stream().filter(each -> !each.id().equals(id(removed))).toList(),
            List.of(new Tombstone(id(removed), removed.messenger.identity(), now))));
  }

  /** Whoever made the new key was linked while this device was off. */
  @Test
  void theGrantOfADeviceThatIsNotKnownYetComesWhenItIs() throws Exception {
    tablet.crash();
    Phone desk = another("desk");
    desk.messenger.recovery().renew(recovery);
    world.pass(60);
    phone.crash();
    world.start(tablet);
    world.pass(120);
    assertThat(edits(tablet)).isTrue();
    assertThat(edits(desk)).isTrue();
  }
}
