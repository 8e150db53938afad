package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.chat.NoteAction;
import im.symbolon.messenger.records.Wanted;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.trust.Membership;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.OmemoVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Messages that could not be read, between devices of ours and over servers that help with nothing:
 * they are read all the same, and nobody sees a line.
 */
class RepairTest {
  private static final List<String> LISTS =
      List.of(Namespaces.DEVICES, Namespaces.OMEMO_2_DEVICES, Namespaces.OMEMO_LEGACY_DEVICES);

  private final World world = new World(23);
  private Phone alice;
  private Phone bob;

  @BeforeEach
  void conversation() {
    alice = world.phone(ALICE, "phone");
    bob = world.phone(BOB, "phone");
    world.pass(120);
    alice.send(BOB, "one");
    world.pass(5);
    bob.send(ALICE, "two");
    world.pass(30);
  }

  private Phone second(BareJid account) {
    Phone tablet = world.phone(account, "tablet");
    world.pass(120);
    alice.send(BOB, "hello all");
    world.pass(5);
    bob.send(ALICE, "hello all of you");
    world.pass(60);
    return tablet;
  }

  private void nobodySawALine() {
    for (Phone each : world.phones) {
      for (BareJid chat : List.of(ALICE, BOB)) {
        assertThat(each.notes(chat)).as("lines of %s %s", each.account(), each.name()).isEmpty();
      }
      assertThat(each.told).noneMatch(m -> m.note().isPresent());
    }
  }

  private static String last(List<String> texts) {
    return texts.get(texts.size() - 1);
  }

  @Test
  void aMessageOfALostSessionIsReadUnderItsOwnIdAndTime() {
    bob.forgetSessions();
    String id = alice.send(BOB, "three");
    ChatMessage sent = alice.history(BOB).get(2);
    world.pass(10);
    ChatMessage read = bob.history(ALICE).get(2);
    assertThat(read.text()).isEqualTo("three");
    assertThat(read.id()).isEqualTo(id);
    assertThat(read.time()).isEqualTo(sent.time());
    assertThat(read.senderDevice()).contains(alice.messenger.device());
    world.pass(300);
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.DELIVERED);
    assertThat(bob.texts(ALICE, false)).containsExactly("one", "three");
    nobodySawALine();
  }

  @Test
  void aReceiptThatComesBackForAnHourIsNotMissedByADeviceThatWasLinkedMeanwhile() {
    world.network.down("beta.test");
    bob.send(ALICE, "three");
    world.pass(10);
    world.phone(ALICE, "tablet");
    world.pass(4 * 3600);
    nobodySawALine();
  }

  @Test
  void aDeviceThatNoQuestionReachedIsAskedWhenItIsHeardOfAgain() {
    world.network.keepingForTheAbsent = false;
    bob.forgetSessions();
    world.network.fates.plan(BOB, new Fates.Fate(1, Duration.ofSeconds(10)));
    alice.send(BOB, "three");
    world.pass(3);
    alice.crash();
    world.pass(26 * 3600);
    assertThat(bob.notes(ALICE)).hasSize(1);
    world.start(alice);
    world.pass(30);
    alice.send(BOB, "four");
    world.pass(300);
    assertThat(bob.texts(ALICE, false)).containsExactly("one", "three", "four");
    assertThat(bob.notes(ALICE)).isEmpty();
  }

  @Test
  void bothLoseTheirSessionsWhileMessagesAreOnTheirWay() {
    alice.forgetSessions();
    bob.forgetSessions();
    alice.send(BOB, "three");
    bob.send(ALICE, "four");
    world.pass(2);
    bob.forgetSessions();
    alice.send(BOB, "five");
    bob.send(ALICE, "six");
    world.pass(200);
    assertThat(bob.texts(ALICE, false)).containsExactlyInAnyOrder("one", "three", "five");
    assertThat(alice.texts(BOB, false)).containsExactlyInAnyOrder("two", "four", "six");
    nobodySawALine();
  }

  @Test
  void manyMessagesAtOnceAreAllReadOnceEach() {
    bob.crash();
    List<String> texts = new ArrayList<>(List.of("one"));
    for (int i = 0; i < 120; i++) {
      alice.send(BOB, "number " + i);
      texts.add("number " + i);
    }
    world.pass(30);
    bob.forgetSessions();
    world.start(bob);
    world.pass(600);
    assertThat(bob.texts(ALICE, false)).containsExactlyInAnyOrderElementsOf(texts);
    nobodySawALine();
  }

  @Test
  void aStoreWithoutSessionsReadsWhatOwnDevicesSentElsewhere() {
    Phone tablet = second(ALICE);
    tablet.forgetSessions();
    String id = alice.send(BOB, "from my phone");
    world.pass(10);
    ChatMessage read = tablet.history(BOB).get(tablet.history(BOB).size() - 1);
    assertThat(read.text()).isEqualTo("from my phone");
    assertThat(read.id()).isEqualTo(id);
    assertThat(read.outgoing()).isTrue();
    assertThat(read.sender()).isEqualTo(ALICE);
    assertThat(tablet.history(ALICE)).isEmpty();
    world.pass(300);
    nobodySawALine();
  }

  /** The sender did not know of the device, which was in its owner's list already. */
  @Test
  void aMessageFromBeforeTheListWasKnownIsReadAllTheSame() {
    alice.send(BOB, "looks at the lists");
    Phone tablet = world.phone(BOB, "tablet");
    world.time.pass(Duration.ofMillis(4500));
    assertThat(tablet.membership()).isEqualTo(Membership.LINKED);
    String id = alice.send(BOB, "to all of yours");
    world.pass(1);
    assertThat(Traffic.keysFor(Traffic.of(world).with(id), tablet)).isEmpty();
    world.pass(30);
    assertThat(tablet.texts(ALICE, false)).contains("to all of yours");
    world.pass(300);
    assertThat(tablet.texts(ALICE, false))
        .containsExactlyInAnyOrder("to all of yours", "looks at the lists");
    nobodySawALine();
  }

  private String sendsAndDies(String text) {
    String id = alice.send(BOB, text);
    while (world.network.seen.stream().noneMatch(stanza -> stanza.id().equals(id))) {
      world.time.pass(Duration.ofMillis(1));
    }
    alice.crash();
    return id;
  }

  /** The receipt's device did not know of Bob's tablet yet, and was removed before that came. */
  @Test
  void aReceiptOfARemovedDeviceIsNotMissedWhenItsOwnersOthersKnowIt() throws StoreException {
    Phone others = second(ALICE);
    LISTS.forEach(each -> world.network.directories.views.hide(ALICE, BOB, each));
    Phone tablet = world.phone(BOB, "tablet");
    world.pass(60);
    tablet.send(ALICE, "from my tablet");
    world.pass(60);
    tablet.crash();
    bob.send(ALICE, "three");
    while (!alice.texts(BOB, false).contains("three")) {
      world.time.pass(Duration.ofMillis(1));
    }
    bob.crash();
    world.pass(10);
    DeviceId removed = alice.messenger.device();
    alice.crash();
    others.messenger.ownDevices().remove(removed);
    world.pass(60);
    LISTS.forEach(each -> world.network.directories.views.end(ALICE, BOB, each));
    world.start(tablet);
    world.pass(4 * 3600);
    assertThat(tablet.<Boolean>read(rows -> new Wanted(rows).all().isEmpty())).isTrue();
    nobodySawALine();
  }

  /** REVIEW 29. */
  @Test
  void whenTheSendingDeviceIsDeadItsOwnersOthersAreAskedAfterAMinute() {
    Phone tablet = second(ALICE);
    bob.forgetSessions();
    sendsAndDies("last words");
    world.pass(30);
    assertThat(bob.texts(ALICE, false)).doesNotContain("last words");
    world.pass(45);
    assertThat(last(bob.texts(ALICE, false))).isEqualTo("last words");
    assertThat(tablet.texts(BOB, true)).contains("last words");
    nobodySawALine();
  }

  /** REVIEW 29. */
  @Test
  void thenOnesOwnOtherDevicesAreAsked() {
    Phone tablet = second(BOB);
    bob.forgetSessions();
    sendsAndDies("last words");
    world.pass(30);
    assertThat(last(tablet.texts(ALICE, false))).isEqualTo("last words");
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).doesNotContain("last words");
    world.pass(60);
    assertThat(last(bob.texts(ALICE, false))).isEqualTo("last words");
    assertThat(bob.history(ALICE).get(bob.history(ALICE).size() - 1).sender()).isEqualTo(ALICE);
    nobodySawALine();
  }

  /** REVIEW 29. */
  @Test
  void whenNobodyIsThereALineSaysSoUntilTheMessageTakesItsPlace() {
    bob.forgetSessions();
    String id = sendsAndDies("three");
    world.pass(300);
    ChatMessage line = bob.history(ALICE).get(2);
    assertThat(line.note()).contains(Note.MESSAGE_MISSING);
    assertThat(line.note().get().action()).contains(NoteAction.ASK_TO_SEND_AGAIN);
    bob.send(ALICE, "are you there?");
    world.start(alice);
    world.pass(60);
    assertThat(bob.history(ALICE).get(2).text()).isEqualTo("three");
    assertThat(bob.history(ALICE).get(2).id()).isEqualTo(id);
    assertThat(bob.history(ALICE).get(3).text()).isEqualTo("are you there?");
    nobodyHasALineLeft();
  }

  private void nobodyHasALineLeft() {
    assertThat(bob.notes(ALICE)).isEmpty();
    assertThat(alice.notes(BOB)).isEmpty();
  }

  @Test
  void aRestartOfEitherSideInBetweenLosesNothing() {
    for (int commits = 1; commits < 8; commits++) {
      bob.forgetSessions();
      alice.send(BOB, "number " + commits);
      bob.crashAfter(commits);
      alice.crashAfter(commits + 2);
      for (int i = 0; i < 4; i++) {
        world.pass(30);
        world.start(alice);
        world.start(bob);
      }
      bob.crashAfter(Integer.MAX_VALUE);
      alice.crashAfter(Integer.MAX_VALUE);
      world.time.pass(Duration.ofHours(9)); // fresh sessions are allowed three times a day
      assertThat(last(bob.texts(ALICE, false))).isEqualTo("number " + commits);
    }
    assertThat(bob.texts(ALICE, false)).hasSize(8).doesNotHaveDuplicates();
    nobodyHasALineLeft();
  }

  @Test
  void aForeignDevicesMessageLeavesItsLineWithOneAction() {
    Phone foreign = world.phone(World.CAROL, "phone", OmemoVersion.LEGACY);
    world.pass(60);
    foreign.send(BOB, "hello");
    world.pass(5);
    bob.send(World.CAROL, "hello");
    world.pass(5);
    bob.forgetSessions();
    foreign.send(BOB, "lost");
    world.pass(60);
    assertThat(bob.notes(World.CAROL)).hasSize(1);
    Note note = bob.notes(World.CAROL).get(0).note().orElseThrow();
    assertThat(note).isEqualTo(Note.NO_SESSION);
    assertThat(note.action()).contains(NoteAction.ASK_TO_SEND_AGAIN);
  }
}
