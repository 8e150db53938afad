package im.symbolon.protocol.devices;

import static im.symbolon.protocol.devices.Household.BOB;
import static im.symbolon.protocol.devices.Household.NOW;
import static im.symbolon.protocol.devices.Household.VERIFIER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.JdkSigner;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignedDeviceListTest {
  private static final BareJid EVE = new BareJid("eve", "evil.test");

  private final Household bob = new Household();

  @Test
  void verifiesWhatRootListKeyAndDevicesSigned() throws Exception {
    SignedDeviceList list = bob.list(bob.device(1, Capability.REPAIR), bob.foreign(2));
    assertThat(list.verify(VERIFIER)).isSameAs(list);
    assertThat(list.device(new DeviceId(1)).map(each -> each.can(Capability.REPAIR)))
        .hasValue(true);
    assertThat(list.device(new DeviceId(3))).isEmpty();
  }

  @Test
  void aListOfAnotherAccountIsNotThisOnes() throws Exception {
    DeviceListDraft good = bob.draft(bob.device(1));
    refuses(bob.sign(with(good, EVE, good.certificate())));
  }

  @Test
  void aCertificateOfAnotherAccountDoesNotCount() throws Exception {
    refuses(bob.sign(with(bob.draft(bob.device(1)), BOB, bob.certificate(EVE, 1))));
  }

  @Test
  void aCertificateByAnotherRootDoesNotCount() throws Exception {
    ListKeyCertificate good = bob.certificate();
    AccountRoot other = new AccountRoot(new JdkSigner().identity());
    ListKeyCertificate forged =
        new ListKeyCertificate(other, good.key(), 1, good.expires(), good.signature());
    refuses(bob.sign(with(bob.draft(bob.device(1)), BOB, forged)));
  }

  @Test
  void noPartOfACertificateCanBeChanged() throws Exception {
    ListKeyCertificate good = bob.certificate();
    ListKey otherKey = new ListKey(new JdkSigner().identity());
    Instant later = good.expires().plusSeconds(1);
    for (ListKeyCertificate each :
        List.of(
            new ListKeyCertificate(good.root(), otherKey, 1, good.expires(), good.signature()),
            new ListKeyCertificate(good.root(), good.key(), 2, good.expires(), good.signature()),
            new ListKeyCertificate(good.root(), good.key(), 1, later, good.signature()))) {
      badSignature(() -> each.verify(BOB, VERIFIER));
    }
  }

  @Test
  void aListThatAnotherKeySignedIsRefused() throws Exception {
    DeviceListDraft draft = bob.draft(bob.device(1));
    refuses(draft.signedWith(new JdkSigner().sign(draft.signedBytes())));
  }

  @Test
  void noPartOfAListCanBeChanged() throws Exception {
    DeviceListDraft good = bob.draft(bob.device(1, "repair", "groups"), bob.foreign(2));
    Signature signature = bob.sign(good).signature();
    ListedDevice phone = good.devices().get(0);
    ListedDevice foreign = good.devices().get(1);
    List<ListHash> hashes = List.of(bob.list().hash());
    List<Tombstone> dead = List.of(bob.tombstone(9));
    for (DeviceListDraft each :
        List.of(
            edited(good, 2, List.of(), good.expires(), good.devices(), List.of()),
            edited(good, 1, hashes, good.expires(), good.devices(), List.of()),
            edited(good, 1, List.of(), good.expires().minusSeconds(1), good.devices(), List.of()),
            edited(good, 1, List.of(), good.expires(), List.of(phone), List.of()),
            edited(
                good, 1, List.of(), good.expires(), List.of(phone.named("x"), foreign), List.of()),
            edited(good, 1, List.of(), good.expires(), List.of(without(phone), foreign), List.of()),
            edited(good, 1, List.of(), good.expires(), good.devices(), dead))) {
      refuses(each.signedWith(signature));
      assertThat(each.signedWith(signature).hash()).isNotEqualTo(good.signedWith(signature).hash());
    }
  }

  @Test
  @DisplayName("REVIEW 3: Eve cannot list Bob's key as hers: the device did not sign for her root")
  void aDeviceProvesThatItBelongsHere() throws Exception {
    Household eve = new Household();
    ListedDevice bobs = bob.device(1);
    SignedDeviceList stolen = eve.list(bobs);
    badSignature(() -> stolen.verify(VERIFIER));
    ListedDevice signedByEve =
        new ListedDevice(
            bobs.id(),
            bobs.identity(),
            DeviceKind.SYMBOLON,
            "mine",
            new TreeSet<>(),
            NOW,
            Optional.empty(),
            eve.device(1).membership());
    SignedDeviceList forged = eve.list(signedByEve);
    badSignature(() -> forged.verify(VERIFIER));
  }

  @Test
  @DisplayName("REVIEW 3: a membership is for one root, account, device and time")
  void aMembershipSaysAllThatItIsAbout() throws Exception {
    ListedDevice good = bob.device(1);
    AccountRoot other = new AccountRoot(new JdkSigner().identity());
    badSignature(() -> good.verify(other, BOB, VERIFIER));
    badSignature(() -> good.verify(bob.accountRoot(), EVE, VERIFIER));
    badSignature(() -> moved(good, 2, NOW).verify(bob.accountRoot(), BOB, VERIFIER));
    badSignature(
        () -> moved(good, 1, NOW.minusSeconds(1)).verify(bob.accountRoot(), BOB, VERIFIER));
    assertThat(good.named("other").verify(bob.accountRoot(), BOB, VERIFIER)).isNotNull();
  }

  @Test
  @DisplayName(
      "REVIEW 30: a foreign device cannot pass for one of ours, nor ours for a foreign one")
  void onlyDevicesOfOursSignAMembership() throws Exception {
    ListedDevice ours = bob.device(1);
    assertThatThrownBy(() -> ofKind(ours, DeviceKind.SYMBOLON, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ofKind(ours, DeviceKind.FOREIGN, ours.membership()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void signaturesOfOneKindAreNoneOfAnother() throws Exception {
    byte[] membership = ListedDevice.membershipBytes(bob.accountRoot(), BOB, new DeviceId(1), NOW);
    DeviceListDraft draft = bob.draft(bob.device(1));
    refuses(draft.signedWith(bob.listKey.sign(membership)));
    assertThat(draft.signedBytes()).startsWith(label("urn:symbolon:devices:0#list"));
    assertThat(membership).startsWith(label("urn:symbolon:devices:0#membership"));
  }

  @Test
  void devicesStandInOrderOnceAndNotAmongTheRemoved() throws Exception {
    ListedDevice one = bob.device(1);
    ListedDevice two = bob.device(2);
    refusesToMake(() -> bob.draft(two, one));
    refusesToMake(() -> bob.draft(one, one));
    DeviceListDraft good = bob.draft(one, two);
    refusesToMake(() -> withTombstones(good, bob.tombstone(2)));
    refusesToMake(() -> withTombstones(good, bob.tombstone(4), bob.tombstone(3)));
    refusesToMake(() -> withTombstones(good, bob.tombstone(3), bob.tombstone(3)));
    assertThat(withTombstones(good, bob.tombstone(3), bob.tombstone(4)).tombstones()).hasSize(2);
  }

  @Test
  void noTwoDevicesHaveOneKeyWhateverItsSign() throws Exception {
    byte[] flipped = bob.keyOf(1).identity().encode();
    flipped[31] ^= (byte) 0x80;
    ListedDevice twin =
        ListedDevice.foreign(
            new DeviceId(2), im.symbolon.protocol.keys.IdentityKey.parse(flipped), "", NOW);
    ListedDevice one = bob.device(1);
    refusesToMake(() -> bob.draft(one, twin));
  }

  @Test
  void listsAreBounded() throws Exception {
    List<ListedDevice> many =
        IntStream.rangeClosed(1, 201).mapToObj(this::anyForeign).collect(Collectors.toList());
    refusesToMake(() -> bob.draft(many.toArray(new ListedDevice[0])));
    assertThat(bob.draft(many.subList(0, 200).toArray(new ListedDevice[0])).devices()).hasSize(200);
    DeviceListDraft good = bob.draft(bob.device(1));
    ListHash hash = bob.list().hash();
    refusesToMake(
        () -> edited(good, 1, Collections.nCopies(2, hash), good.expires(), List.of(), List.of()));
    refusesToMake(() -> edited(good, 0, List.of(), good.expires(), List.of(), List.of()));
  }

  @Test
  void labelsAreShortAndDoNotMislead() throws Exception {
    ListedDevice phone = bob.device(1);
    assertThat(phone.named("x".repeat(64)).label()).hasSize(64);
    assertThat(phone.named("\ud83d\udc69\u200d\ud83d\udcbb's phone")).isNotNull();
    for (String each : List.of("x".repeat(65), "a\nb", "a\u202eb", "\u0000", "\u2028", "\ud800")) {
      refusesToMake(() -> phone.named(each));
    }
  }

  @Test
  void isValidForThirtyDaysAtMost() throws Exception {
    DeviceListDraft good = bob.draft(bob.device(1));
    Instant end = NOW.plus(Duration.ofDays(30));
    assertThat(bob.sign(good).isExpired(end.minusSeconds(1))).isFalse();
    assertThat(bob.sign(good).isExpired(end)).isTrue();
    refusesToMake(() -> edited(good, 1, List.of(), end.plusSeconds(1), good.devices(), List.of()));
    refusesToMake(() -> edited(good, 1, List.of(), NOW, good.devices(), List.of()));
    refusesToMake(() -> edited(good, 1, List.of(), end.minusMillis(1), good.devices(), List.of()));
  }

  @Test
  void endsWithItsCertificate() throws Exception {
    ListKey key = new ListKey(bob.listKey.identity());
    Instant soon = NOW.plusSeconds(60);
    byte[] signed = ListKeyCertificate.signedBytes(BOB, bob.accountRoot(), key, 1, soon);
    ListKeyCertificate brief =
        new ListKeyCertificate(bob.accountRoot(), key, 1, soon, bob.root.sign(signed));
    SignedDeviceList list = bob.sign(with(bob.draft(bob.device(1)), BOB, brief));
    assertThat(list.verify(VERIFIER).isExpired(soon)).isTrue();
    assertThat(list.isExpired(soon.minusSeconds(1))).isFalse();
  }

  @Test
  void aHigherSerialIsNewerThanAnyVersionOfALowerOne() throws Exception {
    DeviceListDraft good = bob.draft(bob.device(1));
    SignedDeviceList late =
        bob.sign(edited(good, 1_000, List.of(), good.expires(), good.devices(), List.of()));
    SignedDeviceList next = bob.sign(with(good, BOB, bob.certificate(BOB, 2)));
    assertThat(next.isNewerThan(late)).isTrue();
    assertThat(late.isNewerThan(next)).isFalse();
    assertThat(late.isNewerThan(bob.sign(good))).isTrue();
    assertThat(bob.sign(good).isAtPlaceOf(bob.sign(good))).isTrue();
    assertThat(next.verify(VERIFIER)).isNotNull();
  }

  private ListedDevice anyForeign(int number) {
    try {
      return bob.foreign(number);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] label(String text) {
    byte[] ascii = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    return java.nio.ByteBuffer.allocate(4 + ascii.length).putInt(ascii.length).put(ascii).array();
  }

  private static ListedDevice moved(ListedDevice in, int id, Instant added) {
    return new ListedDevice(
        new DeviceId(id),
        in.identity(),
        in.kind(),
        in.label(),
        in.capabilities(),
        added,
        in.replaces(),
        in.membership());
  }

  private static ListedDevice ofKind(
      ListedDevice in, DeviceKind kind, Optional<Signature> membership) {
    return new ListedDevice(
        in.id(),
        in.identity(),
        kind,
        in.label(),
        in.capabilities(),
        in.added(),
        in.replaces(),
        membership);
  }

  /** REVIEW 4: taking a capability away is a change. */
  private static ListedDevice without(ListedDevice in) {
    return new ListedDevice(
        in.id(),
        in.identity(),
        in.kind(),
        in.label(),
        new TreeSet<>(List.of("groups")),
        in.added(),
        in.replaces(),
        in.membership());
  }

  private static DeviceListDraft with(
      DeviceListDraft in, BareJid account, ListKeyCertificate certificate) {
    return new DeviceListDraft(
        account,
        certificate,
        in.version(),
        in.previous(),
        in.issued(),
        in.expires(),
        in.devices(),
        in.tombstones());
  }

  private static DeviceListDraft withTombstones(DeviceListDraft in, Tombstone... dead) {
    return edited(in, in.version(), List.of(), in.expires(), in.devices(), List.of(dead));
  }

  @SuppressWarnings("TooManyParameters")
  private static DeviceListDraft edited(
      DeviceListDraft in,
      long version,
      List<ListHash> previous,
      Instant expires,
      List<ListedDevice> devices,
      List<Tombstone> dead) {
    return new DeviceListDraft(
        in.account(), in.certificate(), version, previous, in.issued(), expires, devices, dead);
  }

  private static void refuses(SignedDeviceList list) {
    badSignature(() -> list.verify(VERIFIER));
  }

  private static void badSignature(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(ProtocolException.class)
        .extracting(e -> ((ProtocolException) e).reason())
        .isEqualTo(ProtocolException.Reason.BAD_SIGNATURE);
  }

  private static void refusesToMake(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class);
  }
}
