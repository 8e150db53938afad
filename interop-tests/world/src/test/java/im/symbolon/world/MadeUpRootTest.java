package im.symbolon.world;

import static im.symbolon.world.Acquaintance.readBy;
import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.delivery.Gap;
import im.symbolon.protocol.delivery.MissedHint;
import im.symbolon.protocol.delivery.Resent;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.omemo.MessageId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * A contact's server makes up a root, under which a device of its own has been there for years.
 * Where nothing was verified, what is written from then on goes to it; what was written before does
 * not.
 */
@DisplayName("REVIEW 6: a server's word is never a key to what was sent already")
class MadeUpRootTest {
  private final Acquaintance they = new Acquaintance(61).talk();
  private final World world = they.world;
  private final Phone alice = they.alice;
  private final Control control = new Control(world);
  private final Pen evil = new Pen(world, BOB);
  private Phone tablet;
  private Phone spy;
  private String secret;

  @BeforeEach
  void aSecretIsSaid() throws Exception {
    tablet = world.phone(ALICE, "tablet");
    world.pass(65);
    secret = alice.send(BOB, "secret");
    world.pass(65);
    assertThat(readBy(they.bob)).contains("secret");
    world.linking = false;
    spy = they.another("spy");
    spy.messenger.recovery().startOver(); // by its own view it may speak
    world.pass(65);
  }

  private void pretend(Optional<DeviceId> replaces) {
    evil.clockError = Duration.ofDays(-3);
    ListedDevice member = evil.member(spy);
    evil.clockError = Duration.ZERO;
    ListedDevice said =
        new ListedDevice(
            member.id(),
            member.identity(),
            member.kind(),
            member.label(),
            member.capabilities(),
            member.added(),
            replaces,
            member.membership());
    evil.publish(alice, evil.list(said));
    assertThat(they.bobSeen().root()).contains(evil.root());
    alice.send(BOB, "to whom it is now");
    world.pass(65);
    assertThat(readBy(spy)).as("believed blindly").contains("to whom it is now");
  }

  private void assertNothingWasGiven() {
    assertThat(readBy(spy)).doesNotContain("secret", "first");
  }

  @Test
  void itsDeviceAsksForAMessageInVain() {
    pretend(Optional.empty());
    control.say(spy, alice, Control.failed(secret));
    world.pass(60);
    assertNothingWasGiven();
  }

  @Test
  void itsDeviceAsksForAGapInVain() {
    pretend(Optional.of(they.bob.messenger.device()));
    Instant since = world.time.instant().minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
    control.say(spy, alice, new Gap(since, they.bob.messenger.device()));
    world.pass(60);
    assertNothingWasGiven();
  }

  @Test
  void aHintCompletesNothing() throws Exception {
    pretend(Optional.empty());
    world.network.inject(
        ALICE,
        new IncomingStanza(
            EntityAddress.ofDomain("beta.test"),
            EntityAddress.of(ALICE),
            Optional.empty(),
            "headline",
            Origin.LIVE,
            Optional.empty(),
            List.of(
                new MissedHint(
                        new MessageId(secret), BOB, new TreeSet<>(List.of(spy.messenger.device())))
                    .toXml()),
            Optional.empty(),
            Optional.empty()));
    world.pass(60);
    assertNothingWasGiven();
  }

  /** What another own device wrote, nobody here knows for whom it was sealed. */
  @Test
  void norIsAnythingGivenThatAnotherOwnDeviceWrote() {
    assertThat(tablet.texts(BOB, true)).contains("secret");
    evil.clockError = Duration.ofDays(-3);
    ListedDevice member = evil.member(spy);
    evil.clockError = Duration.ZERO;
    evil.publish(tablet, evil.list(member));
    tablet.send(BOB, "from the tablet");
    world.pass(65);
    assertThat(readBy(spy)).contains("from the tablet");
    control.say(spy, tablet, Control.failed(secret));
    world.pass(60);
    assertNothingWasGiven();
  }

  /** What is sent again takes the place of what is wanted: that is for signed devices to do. */
  @Test
  void aDeviceThatNobodySignedSendsNothingAgain() {
    they.pen.publish(alice, they.pen.list(they.pen.member(they.bob)));
    Instant past = world.time.instant().minus(Duration.ofHours(20));
    control.say(
        spy, alice, new Resent(new MessageId("forged"), past, Optional.empty(), "I owe you"));
    world.pass(60);
    assertThat(alice.texts(BOB, false)).doesNotContain("I owe you");
    assertThat(they.lines()).isEmpty();
  }

  /** The device that got it has signed that it belongs there: then its owner made the root. */
  @Test
  void aRootThatTheRecipientBelongsToGetsIt() throws Exception {
    OwnDevice.Self self = they.bob.read(rows -> new OwnDevice(rows).self()).orElseThrow();
    evil.clockError = Duration.ofDays(-3);
    ListedDevice sister = evil.member(spy);
    ListedDevice bob = evil.member(self.device(), self.identity());
    evil.clockError = Duration.ZERO;
    evil.publish(alice, evil.list(sister, bob));
    alice.send(BOB, "to both");
    world.pass(65);
    control.say(spy, alice, Control.failed(secret));
    world.pass(60);
    assertThat(readBy(spy)).contains("to both", "secret");
  }
}
