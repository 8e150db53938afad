package im.symbolon.service.mailbox;

import static im.symbolon.service.mailbox.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.mailbox.Acknowledgement;
import im.symbolon.protocol.mailbox.MailboxId;
import im.symbolon.service.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmpp.packet.IQ;
import org.xmpp.packet.PacketError.Condition;

/** REVIEW 15. */
class AckRequestsTest {
  private static final String PHONE = "bob@beta.test/phone";

  private final World world = new World();

  @BeforeEach
  void install() throws Exception {
    world.installed();
    world.bobs.lists(1, 2);
  }

  @AfterEach
  void drop() throws Exception {
    world.close();
  }

  @Test
  void whatAllDevicesHaveIsErasedSomeSecondsLater() throws Exception {
    MailboxId first = keep("1");
    MailboxId second = keep("2");
    accepted(world.bobs.ack(1, second));
    assertThat(left()).isEqualTo(2);
    accepted(world.bobs.ack(2, first));
    assertThat(left()).isEqualTo(1);
    accepted(world.bobs.ack(2, second));
    assertThat(left()).isZero();
  }

  @Test
  void acknowledgementsOfTheSameSecondsAreOneErasureAndNoneIsForgotten() throws Exception {
    world.bobs.lists(1);
    accepted(world.bobs.ack(1, keep("1")));
    world.clock.advance(Erasure.SETTLED.minusSeconds(1));
    accepted(world.bobs.ack(1, keep("2")));
    accepted(world.bobs.ack(1, keep("3")));
    assertThat(world.later()).isEqualTo(1);
    world.clock.advance(Duration.ofSeconds(1).minus(Erasure.SETTLED)); // settle adds it
    world.settle();
    assertThat(kept()).as("what came a second before is too new").isEqualTo(2);
    world.settle();
    assertThat(kept()).isZero();
    assertThat(world.later()).isZero();
  }

  /** REVIEW 15. The service knows lists as they were some seconds ago. */
  @Test
  void whatComesWhenANewDeviceIsNotKnownYetWaitsForItToo() throws Exception {
    world.clock.advance(Duration.ofDays(1));
    keep("before");
    world.clock.advance(Duration.ofHours(2));
    Instant added = world.clock.instant();
    MailboxId then = keep("for three devices"); // the service still knows two
    accepted(world.bobs.ack(1, then));
    accepted(world.bobs.ack(2, then));
    assertThat(kept()).isEqualTo(2);
    world.bobs.adds(3, added).lists(1, 2, 3);
    assertThat(left()).as("the new device wants it").isEqualTo(1);
    accepted(world.bobs.ack(3, then));
    assertThat(left()).isZero();
  }

  @Test
  void aNewDeviceWhoseClockIsAheadIsWaitedForAllTheSame() throws Exception {
    world.clock.advance(Duration.ofDays(1));
    MailboxId then = keep("for three devices");
    accepted(world.bobs.ack(1, then));
    accepted(world.bobs.ack(2, then));
    world.bobs.adds(3, world.clock.instant().plus(Duration.ofDays(365))).lists(1, 2, 3);
    assertThat(left()).isEqualTo(1);
    accepted(world.bobs.ack(3, then));
    assertThat(left()).isZero();
  }

  @Test
  void anAcknowledgementThatComesAgainOrGoesBackChangesNothing() throws Exception {
    MailboxId first = keep("1");
    MailboxId second = keep("2");
    Acknowledgement old = world.bobs.ack(1, first);
    accepted(old);
    accepted(world.bobs.ack(1, second));
    accepted(old);
    accepted(old);
    accepted(world.bobs.ack(2, second));
    assertThat(left()).isZero();
  }

  @Test
  void refusesForgeriesAndDevicesThatAreNotListed() throws Exception {
    MailboxId id = keep("1");
    accepted(world.bobs.ack(1, id));
    Acknowledgement signedByFirst = world.bobs.ack(1, id);
    Acknowledgement stolen =
        new Acknowledgement(world.bobs.ack(2, id).device(), id, signedByFirst.signature());
    refused(Condition.forbidden, PHONE, stolen);
    refused(Condition.forbidden, PHONE, world.bobs.ack(3, id));
    SignedHousehold others = new SignedHousehold(BOB, World.NOW);
    refused(Condition.forbidden, PHONE, others.ack(2, id));
    SignedHousehold carols = new SignedHousehold(new BareJid("carol", "beta.test"), World.NOW);
    refused(Condition.forbidden, PHONE, carols.ack(2, id));
    assertThat(left()).isEqualTo(1);
  }

  @Test
  void refusesWhoeverIsNotTheAccount() throws Exception {
    MailboxId id = keep("1");
    for (String eve : List.of("eve@beta.test/x", "bob@alpha.test/x", "beta.test", "alpha.test")) {
      refused(Condition.forbidden, eve, world.bobs.ack(1, id));
      refused(Condition.forbidden, eve, world.bobs.ack(2, id));
    }
    assertThat(left()).isEqualTo(1);
  }

  @Test
  void refusesAPlaceInTheFuture() throws Exception {
    MailboxId id = keep("1");
    for (int device : new int[] {1, 2}) {
      refused(
          Condition.item_not_found,
          PHONE,
          world.bobs.ack(device, new MailboxId(id.position() + 1)));
      refused(Condition.item_not_found, PHONE, world.bobs.ack(device, new MailboxId(1L << 53)));
    }
    keep("2");
    accepted(world.bobs.ack(1, id));
    assertThat(left()).isEqualTo(2);
  }

  @Test
  void refusesWithoutAValidList() throws Exception {
    MailboxId id = keep("1");
    world.bobs.publishesNothing();
    refused(Condition.forbidden, PHONE, world.bobs.ack(1, id));
    world.bobs.lists(1);
    world.clock.advance(Duration.ofDays(30));
    refused(Condition.forbidden, PHONE, world.bobs.ack(1, id));
    assertThat(left()).isEqualTo(1);
  }

  /** "Its valid signed list": one that somebody made up is none. */
  @Test
  void aListWithAWrongSignatureIsNone() {
    SignedHousehold forger = new SignedHousehold(BOB, World.NOW);
    var real = world.bobs.list(new int[] {1}, List.of());
    var forged = real.draft().signedWith(forger.list(new int[] {1}, List.of()).signature());
    assertThatThrownBy(() -> world.bobs.publishes(forged, 1)).isInstanceOf(ProtocolException.class);
    SignedHousehold carol = new SignedHousehold(new BareJid("carol", "beta.test"), World.NOW);
    assertThatThrownBy(() -> world.bobs.publishes(carol.list(new int[] {1}, List.of()), 1))
        .isInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ack xmlns='urn:symbolon:mailbox:0'/>",
        "<ack xmlns='urn:symbolon:mailbox:0' device='1' up-to='1' signature=''/>",
        "<ack xmlns='urn:symbolon:mailbox:0' device='0' up-to='00000000000001' signature='AA=='/>",
        "<ack xmlns='urn:symbolon:mailbox:0' device='1' up-to='00000000000001'/>",
        "<ack xmlns='urn:symbolon:mailbox:0' device='1' device2='1' up-to='00000000000001'/>",
        "<ack xmlns='urn:symbolon:mailbox:0'><ack/></ack>",
        "<nack xmlns='urn:symbolon:mailbox:0'/>"
      })
  void refusesMalformedOnes(String xml) throws Exception {
    keep("1");
    IQ answer = world.ask(PHONE, "bob@beta.test", IQ.Type.set, xml);
    assertThat(answer.getError().getCondition()).isEqualTo(Condition.bad_request);
  }

  @Test
  void refusesAGet() throws Exception {
    MailboxId id = keep("1");
    IQ answer = world.ask(PHONE, null, IQ.Type.get, world.bobs.ack(1, id).toXml().toXml());
    assertThat(answer.getError().getCondition()).isEqualTo(Condition.bad_request);
  }

  @Test
  void aDatabaseThatIsGoneMeansTryLaterAndThenItWorksAgain() throws Exception {
    MailboxId id = keep("1");
    world.databaseIsGone = true;
    refused(Condition.resource_constraint, PHONE, world.bobs.ack(1, id));
    world.databaseIsGone = false;
    accepted(world.bobs.ack(1, id));
    accepted(world.bobs.ack(2, id));
    assertThat(left()).isZero();
  }

  @Test
  void aListThatDoesNotComeHoldsFewThreadsAndNoneForLong() throws Exception {
    world.bobs.silent = true;
    DevicesNow devices = new DevicesNow(world.bobs, Duration.ofMillis(50));
    for (int i = 0; i < 6; i++) {
      assertThatThrownBy(() -> devices.of(BOB))
          .isInstanceOf(Refusal.class)
          .extracting(e -> ((Refusal) e).condition())
          .isEqualTo(Condition.resource_constraint);
    }
    world.bobs.silent = false;
    assertThat(devices.of(BOB)).isPresent();
  }

  private MailboxId keep(String id) throws Exception {
    return MailboxId.parse(
        world.stamped(Stanzas.omemo("alice@alpha.test/pc", "bob@beta.test", id), BOB));
  }

  /** Once what is to go has gone. */
  private int left() throws Exception {
    world.settle();
    return kept();
  }

  private int kept() throws Exception {
    return world.mailbox.page(BOB, new Query(Filter.ALL, Filter.Range.ALL, 0, false)).count();
  }

  private void accepted(Acknowledgement ack) {
    IQ answer = world.ask(PHONE, "bob@beta.test", ack.toXml());
    assertThat(answer.getType()).as(answer.toXML()).isEqualTo(IQ.Type.result);
    assertThat(answer.getChildElement()).isNull();
  }

  private void refused(Condition condition, String from, Acknowledgement ack) {
    IQ answer = world.ask(from, "beta.test", ack.toXml());
    assertThat(answer.getType()).as(answer.toXML()).isEqualTo(IQ.Type.error);
    assertThat(answer.getError().getCondition()).as(answer.toXML()).isEqualTo(condition);
  }
}
