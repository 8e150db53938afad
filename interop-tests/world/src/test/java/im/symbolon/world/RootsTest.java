package im.symbolon.world;

import static im.symbolon.world.Acquaintance.readBy;
import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.People;
import im.symbolon.messenger.trust.Alarm;
import im.symbolon.messenger.trust.Blocked;
import im.symbolon.messenger.trust.OtherKeyException;
import im.symbolon.messenger.trust.OtherNumberException;
import im.symbolon.messenger.trust.PersonVerification;
import im.symbolon.messenger.trust.Trust;
import im.symbolon.messenger.trust.Verification;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SafetyNumber;
import im.symbolon.protocol.uri.VerificationUri;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose root is believed, what a change of it does, and what ends that. */
class RootsTest {
  private final Acquaintance they = new Acquaintance(22).talk();
  private final World world = they.world;
  private final Phone alice = they.alice;
  private final Phone bob = they.bob;
  private final Pen pen = they.pen;

  /** Bob started over, or somebody pretends that he did. */
  private final Pen other = new Pen(world, BOB);

  private void publish(Pen by) {
    by.publish(alice, by.list(by.member(bob)));
  }

  private void verified() throws Exception {
    publish(pen);
    they.verifyByNumber();
  }

  private String codeOf(Pen of) {
    return VerificationUri.of(BOB, Collections.emptySortedMap()).with(of.root()).write();
  }

  private Optional<Alarm> alarm() {
    return they.bobSeen().blocked().map(Blocked::alarm);
  }

  @Test
  void anotherRootOfSomebodyUnverifiedIsTakenWithALine() {
    publish(pen);
    publish(other);
    they.sendAndPass("still here");
    assertThat(they.bobSeen().root()).contains(other.root());
    assertThat(readBy(bob)).contains("still here");
    assertThat(they.lines()).containsExactly(Note.ROOT_REPLACED);
  }

  @Test
  void anotherRootOfSomebodyVerifiedBlocksEverything() throws Exception {
    verified();
    publish(other);
    publish(other);
    int before = they.now();
    String id = alice.send(BOB, "secret");
    alice.send(BOB, "secrets");
    bob.send(ALICE, "why so quiet?");
    world.pass(7200);
    assertThat(they.sentTo(bob, before)).as("no receipt either").isZero();
    assertThat(alice.texts(BOB, false)).contains("why so quiet?");
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.QUEUED);
    assertThat(alarm()).contains(Alarm.ROOT_CHANGED);
    assertThat(they.bobSeen().root()).as("the one that was verified").contains(pen.root());
    assertThat(they.lines()).containsExactly(Note.ROOT_CHANGED, Note.WAITS_FOR_PERSON);
  }

  /** What was sealed before the alarm, and not sent yet. */
  @Test
  void whatWasSealedBeforeWaitsToo() throws Exception {
    verified();
    world.network.down("beta.test");
    alice.send(BOB, "later");
    world.pass(2);
    publish(other);
    int before = they.now();
    world.network.up("beta.test");
    world.pass(600);
    assertThat(they.sentTo(bob, before)).isZero();
    alice.messenger.people().acknowledge(BOB, other.root());
    world.pass(600);
    assertThat(readBy(bob)).contains("later");
  }

  @Test
  void acknowledgedItSendsAgainAndIsNotVerified() throws Exception {
    verified();
    publish(other);
    alice.send(BOB, "waits");
    world.pass(60);
    alice.crash();
    alice.start();
    world.pass(60);
    assertThat(readBy(bob)).as("a restart decides nothing").doesNotContain("waits");
    alice.messenger.people().acknowledge(BOB, other.root());
    world.pass(60);
    assertThat(readBy(bob)).contains("waits");
    assertThat(they.bobSeen().root()).contains(other.root());
    assertThat(they.bobSeen().verified()).isEmpty();
    assertThat(alarm()).isEmpty();
    Pen third = new Pen(world, BOB);
    publish(third);
    assertThat(alarm()).as("nothing is verified any more").isEmpty();
    assertThat(they.lines()).contains(Note.ROOT_REPLACED);
  }

  /** Another own device handed over that they are blocked, and not the list that is offered. */
  @Test
  void aBlockThatWasHandedOverCanBeEnded() throws Exception {
    verified();
    publish(other);
    alice.read(
        rows -> {
          new People(rows).forgetOffer(BOB);
          return null;
        });
    alice.send(BOB, "waits");
    world.pass(60);
    alice.messenger.people().acknowledge(BOB, other.root());
    assertThat(alarm()).isEmpty();
    world.time.pass(Duration.ofDays(1));
    assertThat(they.bobSeen().root()).contains(other.root());
    assertThat(readBy(bob)).contains("waits");
  }

  @Test
  void onlyTheRootThatWasSeenIsAcknowledged() throws Exception {
    assertThatThrownBy(() -> alice.messenger.people().acknowledge(BOB, pen.root()))
        .isInstanceOf(OtherKeyException.class);
    verified();
    publish(other);
    assertThatThrownBy(() -> alice.messenger.people().acknowledge(BOB, pen.root()))
        .isInstanceOf(OtherKeyException.class);
    assertThat(alarm()).contains(Alarm.ROOT_CHANGED);
  }

  @Test
  void theNumberOfTheNewRootEndsTheBlockAndTheOldOneDoesNot() throws Exception {
    verified();
    SafetyNumber old = alice.messenger.people().safetyNumber(BOB).orElseThrow();
    publish(other);
    SafetyNumber now = alice.messenger.people().safetyNumber(BOB).orElseThrow();
    assertThat(now).isNotEqualTo(old);
    assertThatThrownBy(() -> alice.messenger.people().confirm(BOB, old))
        .isInstanceOf(OtherNumberException.class);
    assertThat(alarm()).contains(Alarm.ROOT_CHANGED);
    alice.messenger.people().confirm(BOB, now);
    they.sendAndPass("verified again");
    assertThat(readBy(bob)).contains("verified again");
    assertThat(they.bobSeen().isVerified()).isTrue();
    assertThat(they.bobSeen().root()).contains(other.root());
  }

  @Test
  void aCodeWithTheOldRootProvesTheOfferedOneFalse() throws Exception {
    verified();
    publish(other);
    assertThat(alice.messenger.verify(BOB, codeOf(pen)).root())
        .isEqualTo(Verification.Root.VERIFIED);
    publish(other);
    they.sendAndPass("to the right one");
    assertThat(readBy(bob)).contains("to the right one");
    assertThat(they.bobSeen().root()).contains(pen.root());
    assertThat(they.bobSeen().isVerified()).isTrue();
  }

  @Test
  void aCodeWithTheOfferedRootVerifiesIt() throws Exception {
    verified();
    publish(other);
    assertThat(alice.messenger.verify(BOB, codeOf(other)).isRefused()).isFalse();
    assertThat(they.bobSeen().root()).contains(other.root());
    assertThat(they.bobSeen().isVerified()).isTrue();
  }

  @Test
  void aCodeWithAThirdRootIsNotBelieved() throws Exception {
    publish(pen);
    Verification result = alice.messenger.verify(BOB, codeOf(other));
    assertThat(result.isRefused()).isTrue();
    assertThat(result.root()).isEqualTo(Verification.Root.CONTRADICTING);
    assertThat(they.bobSeen().root()).contains(pen.root());
    assertThat(they.bobSeen().verified()).isEmpty();
    assertThat(they.lines()).containsExactly(Note.CODE_CONTRADICTS);
  }

  /** The code was scanned before the server showed any list: what it shows then has to fit. */
  @Test
  void aScannedRootIsWaitedFor() throws Exception {
    alice.messenger.verify(BOB, codeOf(pen));
    int before = they.now();
    String id = alice.send(BOB, "to the scanned one");
    world.pass(120);
    assertThat(they.sentTo(bob, before)).as("nobody is signed yet").isZero();
    publish(other);
    world.pass(120);
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.QUEUED);
    assertThat(alarm()).contains(Alarm.ROOT_CHANGED);
    alice.messenger.verify(BOB, codeOf(pen));
    publish(pen);
    world.pass(60);
    assertThat(readBy(bob)).contains("to the scanned one");
  }

  @Test
  void aFirstRootIsVerifiedWhenAVerifiedDeviceVouchesForIt() throws Exception {
    they.decide(bob, Trust.TRUSTED);
    publish(pen);
    assertThat(they.bobSeen().verified())
        .map(PersonVerification::how)
        .contains(PersonVerification.How.INTRODUCED);
    Phone tablet = world.phone(BOB, "tablet");
    pen.publish(alice, pen.list(pen.member(bob), pen.member(tablet)));
    world.pass(120);
    they.sendAndPass("to both");
    assertThat(readBy(tablet)).containsExactly("to both");
    assertThat(they.lines()).isEmpty();
  }

  /** Whoever stole it has all its keys. */
  @Test
  void aDeviceThatItsOwnerRemovedVouchesForNothing() throws Exception {
    they.decide(bob, Trust.TRUSTED);
    Phone tablet = world.phone(BOB, "tablet");
    world.pass(60);
    ListedDevice stolen = pen.member(bob);
    pen.publish(alice, pen.list(stolen, pen.member(tablet)));
    alice.messenger.people().unverify(BOB);
    pen.publish(alice, pen.removing(stolen).list(pen.member(tablet)));
    publish(other);
    assertThat(they.bobSeen().verified()).isEmpty();
    assertThat(they.bobSeen().root()).contains(pen.root());
    assertThat(alarm()).contains(Alarm.ROOT_CHANGED);
  }

  @Test
  void aFirstRootThatNoVerifiedDeviceVouchesForBlocks() throws Exception {
    they.decide(bob, Trust.TRUSTED);
    IdentityKeyPair evil = IdentityKeyPair.generate(world.random::nextBytes);
    other.publish(alice, other.list(other.member(new DeviceId(66), evil)));
    assertThat(alarm()).contains(Alarm.ROOT_NOT_INTRODUCED);
    int before = they.now();
    alice.send(BOB, "waits");
    world.pass(60);
    assertThat(they.sentTo(bob, before)).isZero();
    assertThat(they.lines()).containsExactly(Note.ROOT_NOT_INTRODUCED, Note.WAITS_FOR_PERSON);
    publish(pen);
    assertThat(alarm()).as("a block ends by hand alone").contains(Alarm.ROOT_NOT_INTRODUCED);
    alice.messenger.verify(BOB, codeOf(pen));
    publish(pen);
    world.pass(60);
    assertThat(readBy(bob)).contains("waits");
  }

  /** A foreign entry has no signature of the device, so it introduces nobody. */
  @Test
  void aForeignEntryVouchesForNothing() throws Exception {
    they.decide(bob, Trust.TRUSTED);
    other.publish(alice, other.list(other.foreign(bob)));
    assertThat(alarm()).contains(Alarm.ROOT_NOT_INTRODUCED);
  }

  @Test
  void safetyNumbersAreTheSameOnBothSides() throws Exception {
    pen.show(ALICE, pen.list(pen.member(bob)));
    world.network.directories.views.end(ALICE, BOB, Pen.NODE);
    world.time.pass(Duration.ofDays(2));
    they.sendAndPass("hello");
    bob.send(ALICE, "hello");
    world.pass(60);
    assertThat(alice.messenger.people().safetyNumber(BOB))
        .isPresent()
        .isEqualTo(bob.messenger.people().safetyNumber(ALICE));
    assertThatThrownBy(() -> alice.messenger.people().safetyNumber(ALICE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Of who has no root, the number is about all devices, and so is the verification. */
  @Test
  void withoutARootTheNumberVerifiesTheDevices() throws Exception {
    they.verifyByNumber();
    assertThat(they.seen(bob).isVerified()).isTrue();
    alice.messenger.people().unverify(BOB);
    assertThat(they.seen(bob).isVerified()).isFalse();
  }

  @Test
  void aVerificationTakenBackLeavesTheRoot() throws Exception {
    verified();
    alice.messenger.people().unverify(BOB);
    assertThat(they.bobSeen().verified()).isEmpty();
    assertThat(they.bobSeen().root()).contains(pen.root());
    they.sendAndPass("still here");
    assertThat(readBy(bob)).contains("still here");
  }
}
