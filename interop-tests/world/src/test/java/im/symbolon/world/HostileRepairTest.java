package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.records.RecipientSnapshots;
import im.symbolon.messenger.records.RecipientSnapshots.Recipient;
import im.symbolon.messenger.records.RecipientSnapshots.Snapshot;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.Table;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.messenger.xmpp.EntityAddress;
import im.symbolon.messenger.xmpp.IncomingStanza;
import im.symbolon.messenger.xmpp.IncomingStanza.Origin;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.delivery.Failed;
import im.symbolon.protocol.delivery.FailureReason;
import im.symbolon.protocol.delivery.MessagePlace;
import im.symbolon.protocol.delivery.MissedHint;
import im.symbolon.protocol.delivery.Resent;
import im.symbolon.protocol.keys.Fingerprint;
import im.symbolon.protocol.omemo.MessageId;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who asks without right gets no answer, and nobody is told anything by it. */
class HostileRepairTest {
  private final World world = new World(29);
  private final Control control = new Control(world);
  private Phone alice;
  private Phone bob;
  private Phone tablet;
  private Phone carol;
  private String message;
  private Traffic before;

  @BeforeEach
  void conversation() {
    alice = world.phone(ALICE, "phone");
    bob = world.phone(BOB, "phone");
    tablet = world.phone(BOB, "tablet");
    carol = world.phone(CAROL, "phone");
    world.pass(120);
    alice.send(BOB, "hello");
    alice.send(CAROL, "hello");
    world.pass(90);
    message = alice.send(BOB, "for bob");
    alice.send(CAROL, "for carol");
    world.pass(5);
    bob.send(ALICE, "for alice");
    tablet.send(ALICE, "for alice from the tablet");
    carol.send(ALICE, "for alice from carol");
    world.pass(60);
    before = Traffic.of(world);
  }

  @AfterEach
  void theConversationGoesOnAndNobodySawALine() {
    alice.send(BOB, "at last");
    bob.send(ALICE, "indeed");
    world.pass(90);
    assertThat(bob.texts(ALICE, false)).contains("hello", "for bob").endsWith("at last");
    assertThat(alice.texts(BOB, false)).contains("for alice").endsWith("indeed");
    for (Phone each : world.phones) {
      for (BareJid chat : List.of(ALICE, BOB, CAROL)) {
        assertThat(each.texts(chat, false)).doesNotHaveDuplicates();
      }
      assertThat(each.told).noneMatch(m -> m.note().isPresent());
    }
  }

  private List<OutgoingStanza> answersTo(Phone asker) {
    return Control.between(Traffic.of(world).since(before), alice, asker);
  }

  @Test
  void whoGotItGetsItAgainThreeTimesAndNotAFourth() {
    for (int i = 0; i < 5; i++) {
      control.say(bob, alice, Control.failed(message));
    }
    assertThat(answersTo(bob)).hasSize(3); // REVIEW 7
    control.say(tablet, alice, Control.failed(message));
    assertThat(answersTo(tablet)).hasSize(1);
    assertThat(bob.texts(ALICE, false)).containsExactly("hello", "for bob");
  }

  @Test
  void strangersAndOtherContactsGetNothing() {
    Phone stranger = world.phone(new BareJid("mallory", "delta.test"), "phone");
    world.pass(60);
    for (Phone each : List.of(stranger, carol)) {
      control.say(each, alice, Control.failed(message));
      MessagePlace place = new MessagePlace(BOB, ALICE);
      control.say(
          each,
          alice,
          new Failed(new MessageId(message), FailureReason.NOT_FOR_ME, Optional.of(place)));
      assertThat(answersTo(each)).isEmpty();
    }
  }

  /** A message of another chat, however it is named. */
  @Test
  void aMessageOfAnotherChatIsNotGiven() {
    String carols = alice.history(CAROL).get(0).id();
    control.say(bob, alice, Control.failed(carols));
    MessagePlace place = new MessagePlace(CAROL, ALICE);
    control.say(
        bob,
        alice,
        new Failed(new MessageId(carols), FailureReason.NO_SESSION, Optional.of(place)));
    assertThat(answersTo(bob)).isEmpty();
  }

  @Test
  void aRemovedDeviceGetsNothing() throws Exception {
    tablet.crash();
    assertThat(bob.messenger.ownDevices().remove(tablet.messenger.device())).isTrue();
    world.pass(60);
    bob.send(ALICE, "look at my list");
    world.pass(60);
    world.network.directories.unreadable.add(Namespaces.DEVICES); // what the tablet would see
    world.start(tablet);
    world.pass(30);
    before = Traffic.of(world);
    control.say(tablet, alice, Control.failed(message));
    assertThat(answersTo(tablet)).isEmpty();
  }

  @Test
  void anUnsignedDeviceGetsNothing() {
    world.linking = false;
    Phone unsigned = world.phone(BOB, "unsigned");
    world.pass(120);
    control.say(unsigned, alice, Control.failed(message));
    assertThat(answersTo(unsigned)).isEmpty();
  }

  /** REVIEW 6: it was added later, and has to ask its owner's devices. */
  @Test
  void aDeviceThatWasAddedLaterIsToldThatWhatWasWrittenBeforeIsNotForIt() {
    Phone late = world.phone(BOB, "late");
    world.pass(120);
    alice.send(BOB, "looks at the lists");
    late.send(ALICE, "hello");
    world.pass(90);
    control.say(late, alice, Control.failed(message));
    assertThat(answersTo(late)).hasSize(1);
    assertThat(late.texts(ALICE, false)).doesNotContain("for bob");
  }

  /** REVIEW 7: the device of the snapshot had another key. */
  @Test
  void aDeviceWithAnotherIdentityThanTheRecipientsGetsNothing() {
    alice.read(
        rows -> {
          RecipientSnapshots snapshots = new RecipientSnapshots(rows);
          Snapshot sent = snapshots.of(message).orElseThrow();
          Fingerprint other = Fingerprint.of(carol.messenger.identity());
          List<Recipient> changed =
              sent.recipients().stream().map(r -> new Recipient(r.device(), other, 1)).toList();
          snapshots.put(message, new Snapshot(BOB, sent.root(), sent.at(), changed, false));
          return null;
        });
    control.say(bob, alice, Control.failed(message));
    assertThat(answersTo(bob)).isEmpty();
  }

  @Test
  void whatIsOlderThanFourteenDaysIsNotGiven() {
    world.time.pass(Duration.ofDays(14).plusHours(2));
    before = Traffic.of(world);
    control.say(bob, alice, Control.failed(message));
    assertThat(answersTo(bob)).isEmpty();
    assertThat(alice.<Optional<Snapshot>>read(rows -> new RecipientSnapshots(rows).of(message)))
        .as("purged")
        .isEmpty();
  }

  /** REVIEW 28: the history is the only copy. */
  @Test
  void aTextThatIsNotThereAnyMoreIsGoneAndNoLine() {
    Table messages = Table.lasting(8, "messages");
    alice.read(
        rows -> {
          for (Row row : rows.all(messages)) {
            rows.delete(messages, row.key());
          }
          return null;
        });
    alice.send(BOB, "another");
    control.say(bob, alice, Control.failed(message));
    assertThat(answersTo(bob)).hasSize(1);
    assertThat(bob.texts(ALICE, false)).containsExactly("hello", "for bob", "another");
    bob.send(ALICE, "for alice");
    world.pass(5);
  }

  @Test
  void aThousandRequestsCostABoundedAmount() {
    List<XmlElement> many = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      many.add(Control.failed(i % 2 == 0 ? message : String.format("%032x", i)).toXml());
    }
    for (int i = 0; i < 20; i++) {
      control.say(bob, alice, many);
    }
    assertThat(answersTo(bob)).hasSizeLessThanOrEqualTo(3);
    control.say(tablet, alice, Collections.nCopies(900, Control.failed(message).toXml()));
    assertThat(answersTo(tablet)).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void malformedAndOversizedAndDoubledControlContentIsSilent() {
    XmlElement good = Control.failed(message).toXml();
    List<List<XmlElement>> bad =
        List.of(
            List.of(
                HostileStanzasTest.changed(good, xml -> xml.replace("reason='1'", "reason='9'"))),
            List.of(HostileStanzasTest.changed(good, xml -> xml.replace("reason='1'", ""))),
            List.of(HostileStanzasTest.changed(good, xml -> xml.replace(message, "x".repeat(90)))),
            List.of(HostileStanzasTest.changed(good, xml -> xml.replace("id=", "more='' id="))),
            List.of(XmlElement.element(Namespaces.DELIVERY, "gone").build()),
            List.of(XmlElement.element(Namespaces.DELIVERY, "resent").text("x").build()),
            List.of(
                XmlElement.element(Namespaces.DELIVERY, "resent")
                    .with("id", "m")
                    .with("at", "99999999999999999999")
                    .text("x")
                    .build()),
            List.of(
                XmlElement.element(Namespaces.DELIVERY, "resent")
                    .with("id", "m")
                    .with("at", "1")
                    .text("x".repeat(64 * 1024 + 1))
                    .build()),
            List.of(XmlElement.element(Namespaces.DELIVERY, "gap").with("since", "-1").build()));
    for (List<XmlElement> each : bad) {
      control.say(bob, alice, each);
    }
    assertThat(answersTo(bob)).isEmpty();
    control.say(bob, alice, List.of(good, good, good, good, good));
    assertThat(answersTo(bob)).hasSize(1);
    assertThat(alice.texts(BOB, false))
        .containsExactlyInAnyOrder("for alice", "for alice from the tablet");
  }

  /** What is sent again can be neither put into another chat, nor said for somebody else. */
  @Test
  void nobodySpeaksForOthersBySendingAgain() {
    Instant now = world.time.instant();
    MessageId id = new MessageId("forged");
    for (MessagePlace place :
        List.of(
            new MessagePlace(CAROL, CAROL),
            new MessagePlace(ALICE, CAROL),
            new MessagePlace(BOB, ALICE),
            new MessagePlace(BOB, BOB))) {
      control.say(bob, alice, new Resent(id, now, Optional.of(place), "forged"));
    }
    control.say(tablet, bob, new Resent(id, now, Optional.of(new MessagePlace(ALICE, ALICE)), "f"));
    control.say(tablet, bob, new Resent(id, now, Optional.of(new MessagePlace(ALICE, CAROL)), "f"));
    for (Phone each : world.phones) {
      for (BareJid chat : List.of(ALICE, BOB, CAROL)) {
        assertThat(each.history(chat)).extracting(ChatMessage::id).doesNotContain("forged");
      }
    }
  }

  /** REVIEW 27: what no person reads causes neither questions nor receipts. */
  @Test
  void controlContentThatCannotBeReadIsNotAskedFor() {
    control.say(bob, alice, Control.failed(message));
    OutgoingStanza question = Control.between(Traffic.of(world).since(before), bob, alice).get(0);
    before = Traffic.of(world);
    IncomingStanza broken =
        Network.message(
            EntityAddress.of(BOB),
            ALICE,
            "broken",
            Origin.LIVE,
            question.extensions().stream()
                .map(e -> HostileStanzasTest.changed(e, HostileRepairTest::otherKey))
                .toList());
    for (int i = 0; i < 10; i++) {
      world.network.inject(ALICE, broken);
    }
    world.pass(300);
    Traffic since = Traffic.of(world).since(before);
    assertThat(since.stanzas().stream().filter(Control::isMarked)).isEmpty();
    assertThat(since.stanzas()).as("at most a fresh session").hasSizeLessThanOrEqualTo(2);
  }

  private static String otherKey(String xml) {
    return xml.replaceFirst("(<key [^>]*>.{20})....", "$1AAAA");
  }

  /** PAINS P22: duplicates and replays never touch a ratchet. */
  @Test
  void aReplayedQuestionIsNotAnsweredAgain() {
    control.say(bob, alice, Control.failed(message));
    OutgoingStanza question = Control.between(Traffic.of(world).since(before), bob, alice).get(0);
    for (int i = 0; i < 5; i++) {
      world.network.inject(
          ALICE,
          Network.message(
              EntityAddress.of(BOB), ALICE, "again" + i, Origin.LIVE, question.extensions()));
      world.pass(5);
    }
    assertThat(answersTo(bob)).hasSize(1);
  }

  private void hinted(EntityAddress from, String id, BareJid to, Phone... missed) {
    hint(from, id, to, missed);
    world.pass(20);
  }

  private void hint(EntityAddress from, String id, BareJid to, Phone... missed) {
    TreeSet<DeviceId> devices = new TreeSet<>();
    devices.add(new DeviceId(666));
    for (Phone each : missed) {
      devices.add(each.messenger.device());
    }
    world.network.inject(
        ALICE,
        new IncomingStanza(
            from,
            EntityAddress.of(ALICE),
            Optional.empty(),
            "headline",
            Origin.LIVE,
            Optional.empty(),
            List.of(new MissedHint(new MessageId(id), to, devices).toXml()),
            Optional.empty(),
            Optional.empty()));
  }

  /** REVIEW 6: hints are believed in nothing. */
  @Test
  void forgedHintsCauseNothing() throws Exception {
    Phone late = world.phone(BOB, "late");
    world.pass(120);
    world.linking = false;
    Phone unsigned = world.phone(BOB, "unsigned");
    world.pass(120);
    before = Traffic.of(world);
    EntityAddress domain = EntityAddress.ofDomain("beta.test");
    hinted(EntityAddress.ofDomain("gamma.test"), message, BOB, bob);
    hinted(EntityAddress.ofDomain("sub.beta.test"), message, BOB, bob);
    hinted(EntityAddress.of(BOB), message, BOB, bob);
    hinted(domain, "unknown", BOB, bob);
    hinted(EntityAddress.ofDomain("gamma.test"), message, CAROL, carol);
    hinted(domain, message, BOB, late, unsigned, bob);
    hinted(domain, message, BOB, late, unsigned, bob);
    assertThat(Traffic.of(world).since(before).stanzas().stream().filter(Control::isMarked))
        .isEmpty();
  }

  @Test
  void aHintCompletesAMessageOnceForDevicesThatWereListedBefore() throws Exception {
    alice.send(BOB, "looks at the lists");
    Phone missed = world.phone(BOB, "missed");
    world.time.pass(Duration.ofMillis(4500));
    String id = alice.send(BOB, "for all");
    assertThat(Traffic.keysFor(sent(id), missed)).isEmpty();
    missed.crash();
    before = Traffic.of(world);
    for (int i = 0; i < 5; i++) {
      hinted(EntityAddress.ofDomain("beta.test"), id, BOB, missed);
    }
    assertThat(Control.between(Traffic.of(world).since(before), alice, missed)).hasSize(1);
    assertThat(answersTo(bob)).isEmpty();
    alice.crash();
    world.start(missed);
    world.pass(20);
    assertThat(missed.texts(ALICE, false)).contains("for all");
    world.start(alice);
    world.pass(60);
  }

  /** A server hints once: a look that may not be taken yet is taken later. */
  @Test
  void aHintRightAfterAnotherLookIsNotForgotten() throws Exception {
    EntityAddress domain = EntityAddress.ofDomain("beta.test");
    alice.send(BOB, "looks at the lists of OMEMO");
    hint(domain, message, BOB, bob); // a reason for a look at the signed list
    world.time.pass(Duration.ofMillis(200));
    Phone missed = world.phone(BOB, "missed");
    world.time.pass(Duration.ofMillis(3500));
    assertThat(missed.membership()).isEqualTo(Membership.LINKED);
    String id = alice.send(BOB, "for all");
    world.time.pass(Duration.ofMillis(100));
    assertThat(Traffic.keysFor(Traffic.of(world).with(id), missed)).isEmpty();
    missed.crash();
    before = Traffic.of(world);
    hint(domain, id, BOB, missed);
    world.time.pass(Duration.ofMillis(500));
    assertThat(Control.between(Traffic.of(world).since(before), alice, missed)).isEmpty();
    world.pass(5);
    assertThat(Control.between(Traffic.of(world).since(before), alice, missed)).hasSize(1);
    alice.crash();
    world.start(missed);
    world.pass(20);
    assertThat(missed.texts(ALICE, false)).contains("for all");
    world.start(alice);
    world.pass(60);
  }

  private OutgoingStanza sent(String id) {
    world.pass(1);
    return Traffic.of(world).with(id);
  }
}
