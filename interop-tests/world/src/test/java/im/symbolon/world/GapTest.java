package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.records.Wanted;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.delivery.Gap;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** REVIEW 7: a device that took another one's place gets what that one lost, and nobody else. */
class GapTest {
  private final World world = new World(37);
  private final Control control = new Control(world);
  private Phone alice;
  private Phone bob;

  @BeforeEach
  void conversation() {
    alice = world.phone(ALICE, "phone");
    bob = world.phone(BOB, "phone");
    world.pass(120);
    alice.send(BOB, "a1");
    bob.send(ALICE, "b1");
    world.pass(60);
  }

  /** The store as it was before what follows, as the device knows when it is put back. */
  private MemoryRowStore old() {
    MemoryRowStore old = bob.copyOfStore();
    bob.transport.cut();
    world.pass(60);
    return old;
  }

  private void putBack(MemoryRowStore old) {
    DeviceId before = bob.messenger.device();
    bob.replaceStore(old);
    world.start(bob);
    world.pass(300);
    assertThat(bob.messenger.device()).isNotEqualTo(before);
  }

  private static List<Note> lines(Phone phone) {
    return phone.notes(phone.account().equals(ALICE) ? BOB : ALICE).stream()
        .map(line -> line.note().orElseThrow())
        .toList();
  }

  @Test
  @DisplayName(
      "REVIEW 7: a contact gives what it wrote, under its own id and time, and sees a line")
  void aContactGivesWhatItWroteAndSeesALine() {
    MemoryRowStore old = old();
    String id = alice.send(BOB, "a2");
    Instant written = alice.history(BOB).get(2).time();
    bob.send(ALICE, "b2");
    world.pass(30);
    putBack(old);
    assertThat(bob.texts(ALICE, false)).containsExactly("a1", "a2");
    ChatMessage given = bob.history(ALICE).get(bob.history(ALICE).size() - 1);
    assertThat(given.id()).isEqualTo(id);
    assertThat(given.time()).isEqualTo(written);
    assertThat(given.sender()).isEqualTo(ALICE);
    assertThat(lines(alice)).containsExactly(Note.GAP_FILLED);
    assertThat(lines(bob)).isEmpty();
    assertThat(alice.texts(BOB, false)).containsExactly("b1", "b2");
  }

  @Test
  @DisplayName(
      "REVIEW 7: more than can be asked for one by one leaves no line for what the gap has")
  void ofManyInTheArchiveNoneLeavesALine() {
    world.withArchives();
    Phone tablet = tablet();
    MemoryRowStore old = old();
    for (int i = 0; i < Wanted.MAX_OF_ONE + 50; i++) {
      tablet.send(ALICE, "t" + i);
      world.pass(2);
    }
    putBack(old);
    world.time.pass(Duration.ofHours(3));
    assertThat(lines(bob)).isEmpty();
    assertThat(bob.texts(ALICE, true)).contains("t0", "t" + (Wanted.MAX_OF_ONE + 49));
  }

  private Phone tablet() {
    Phone tablet = world.phone(BOB, "tablet");
    world.pass(120);
    bob.send(ALICE, "looks at the own list");
    world.pass(60);
    return tablet;
  }

  @Test
  @DisplayName("REVIEW 7: the own devices give all that they have, of both sides, and see no line")
  void ownDevicesGiveAllThatTheyHave() {
    Phone tablet = tablet();
    Phone carol = world.phone(CAROL, "phone");
    world.pass(60);
    MemoryRowStore old = old();
    alice.send(BOB, "a2");
    world.pass(5);
    bob.send(ALICE, "from the phone");
    world.pass(5);
    tablet.send(ALICE, "from the tablet");
    carol.send(BOB, "c1");
    world.pass(60);
    alice.crash();
    carol.crash();
    putBack(old);
    assertThat(bob.texts(ALICE, false)).containsExactly("a1", "a2");
    assertThat(bob.texts(ALICE, true))
        .containsExactly("b1", "looks at the own list", "from the phone", "from the tablet");
    assertThat(bob.texts(CAROL, false)).containsExactly("c1");
    assertThat(tablet.history(ALICE)).noneMatch(m -> m.note().isPresent());
    world.start(alice);
    world.start(carol);
    world.time.pass(Duration.ofHours(3));
    assertThat(bob.texts(ALICE, false)).containsExactly("a1", "a2");
    assertThat(bob.texts(ALICE, true)).hasSize(4).doesNotHaveDuplicates();
    assertThat(lines(bob)).isEmpty();
  }

  @Test
  @DisplayName("REVIEW 7: contacts give what is seven days old at most, own devices 14 days")
  void whatIsOlderIsGivenByNobody() {
    Phone tablet = tablet();
    MemoryRowStore old = old();
    alice.send(BOB, "fifteen days old");
    world.time.pass(Duration.ofDays(7));
    alice.send(BOB, "eight days old");
    world.pass(60);
    tablet.crash();
    world.time.pass(Duration.ofDays(2));
    alice.send(BOB, "six days old");
    world.time.pass(Duration.ofDays(6));
    putBack(old);
    assertThat(bob.texts(ALICE, false)).containsExactly("a1", "six days old");
    world.start(tablet);
    world.time.pass(Duration.ofHours(3));
    assertThat(bob.texts(ALICE, false))
        .containsExactlyInAnyOrder("a1", "six days old", "eight days old");
  }

  /** Whatever comes between the question and the answer. */
  @Test
  void whoIsAwayGivesItLater() {
    MemoryRowStore old = old();
    alice.send(BOB, "a2");
    world.pass(30);
    alice.crash();
    putBack(old);
    assertThat(bob.texts(ALICE, false)).containsExactly("a1");
    bob.crash();
    world.start(alice);
    alice.crashAfter(3);
    world.pass(60);
    alice.crashAfter(Integer.MAX_VALUE);
    world.start(alice);
    world.pass(60);
    world.start(bob);
    world.time.pass(Duration.ofHours(3));
    assertThat(bob.texts(ALICE, false)).containsExactly("a1", "a2");
    assertThat(lines(alice)).containsExactly(Note.GAP_FILLED);
  }

  /** Its server shows the list late. */
  @Test
  void whoDoesNotKnowTheNewListYetGivesItAtTheNextQuestion() {
    MemoryRowStore old = old();
    alice.send(BOB, "a2");
    world.pass(30);
    XmlElement list = world.network.directories.node(BOB, Namespaces.DEVICES).get("current");
    world.network.directories.views.show(ALICE, BOB, Namespaces.DEVICES, "current", list);
    putBack(old);
    assertThat(bob.texts(ALICE, false)).containsExactly("a1");
    assertThat(lines(alice)).isEmpty();
    world.network.directories.views.end(ALICE, BOB, Namespaces.DEVICES);
    world.time.pass(Duration.ofHours(3));
    assertThat(bob.texts(ALICE, false)).containsExactly("a1", "a2");
  }

  /** A copy that was found while it was running. */
  @Test
  void aCopyThatBecomesAnotherDeviceWhileItIsOnlineAsksToo() {
    MemoryRowStore copy = bob.copyOfStore();
    alice.send(BOB, "a2");
    world.pass(30);
    Phone clone = world.phone(BOB, "clone");
    clone.replaceStore(copy);
    bob.crash();
    world.start(clone);
    world.start(bob);
    world.pass(300);
    assertThat(bob.messenger.device()).isNotEqualTo(clone.messenger.device());
    assertThat(clone.texts(ALICE, false)).contains("a1", "a2").doesNotHaveDuplicates();
  }

  private List<OutgoingStanza> answers(Traffic before, Phone to) {
    return Control.between(Traffic.of(world).since(before), alice, to);
  }

  private Gap gap(DeviceId replaces) {
    Instant since = world.time.instant().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
    return new Gap(since, replaces);
  }

  @Test
  @DisplayName("REVIEW 7: asked twice, nothing is given twice, and there is one line")
  void askedTwiceNothingIsGivenTwice() {
    MemoryRowStore old = old();
    alice.send(BOB, "a2");
    world.pass(30);
    DeviceId replaced = bob.messenger.device();
    Traffic before = Traffic.of(world);
    putBack(old);
    assertThat(answers(before, bob)).hasSize(1);
    Traffic afterwards = Traffic.of(world);
    control.say(bob, alice, gap(replaced));
    control.say(bob, alice, gap(replaced), gap(replaced));
    world.time.pass(Duration.ofHours(3));
    assertThat(answers(afterwards, bob)).isEmpty();
    assertThat(bob.texts(ALICE, false)).containsExactly("a1", "a2");
    assertThat(lines(alice)).containsExactly(Note.GAP_FILLED);
  }

  @Test
  void aThousandQuestionsGetOneAnswer() {
    MemoryRowStore old = old();
    alice.send(BOB, "a2");
    world.pass(30);
    DeviceId replaced = bob.messenger.device();
    Traffic before = Traffic.of(world);
    bob.replaceStore(old);
    world.start(bob);
    world.pass(20); // it has not asked by itself yet
    for (int i = 0; i < 20; i++) {
      XmlElement right = gap(replaced).toXml();
      XmlElement wrong = gap(new DeviceId(1000 + i)).toXml();
      List<XmlElement> many = new ArrayList<>(Collections.nCopies(25, right));
      many.addAll(Collections.nCopies(25, wrong));
      control.say(bob, alice, many);
    }
    world.pass(300);
    assertThat(answers(before, bob)).hasSize(1);
    assertThat(bob.texts(ALICE, false)).containsExactly("a1", "a2");
    assertThat(lines(alice)).containsExactly(Note.GAP_FILLED);
  }

  @Test
  @DisplayName("REVIEW 7: a device that took nobody's place, or another's, gets nothing")
  void aDeviceThatReplacesNothingGetsNothing() {
    DeviceId phone = bob.messenger.device();
    Phone tablet = tablet();
    alice.send(BOB, "a2");
    tablet.send(ALICE, "hello");
    world.pass(60);
    Traffic before = Traffic.of(world);
    control.say(tablet, alice, gap(phone));
    control.say(tablet, alice, gap(tablet.messenger.device()));
    control.say(tablet, alice, gap(new DeviceId(77)));
    control.say(bob, alice, gap(new DeviceId(77)));
    assertThat(answers(before, tablet)).isEmpty();
    assertThat(answers(before, bob)).isEmpty();
    assertThat(lines(alice)).isEmpty();
  }

  /** Its own list says that it replaces somebody, and so it does not matter of whom it speaks. */
  @Test
  void aDeviceThatNamesAnotherOneThanItReplacedGetsNothing() {
    Phone tablet = tablet();
    MemoryRowStore old = old();
    putBack(old);
    Traffic before = Traffic.of(world);
    control.say(bob, alice, gap(tablet.messenger.device()));
    assertThat(answers(before, bob)).isEmpty();
  }

  @Test
  void strangersAndOtherContactsGetNothing() {
    Phone carol = world.phone(CAROL, "phone");
    Phone stranger = world.phone(new BareJid("mallory", "delta.test"), "phone");
    world.pass(60);
    carol.send(ALICE, "hello");
    alice.send(CAROL, "hello");
    world.pass(60);
    MemoryRowStore old = old();
    alice.send(BOB, "a2");
    DeviceId replaced = bob.messenger.device();
    world.pass(30);
    Traffic before = Traffic.of(world);
    control.say(carol, alice, gap(replaced));
    control.say(stranger, alice, gap(replaced));
    assertThat(answers(before, carol)).isEmpty();
    assertThat(answers(before, stranger)).isEmpty();
    putBack(old);
    assertThat(bob.texts(ALICE, false)).as("who may ask still gets it").contains("a2");
  }

  @Test
  void aDeviceThatWasRemovedGetsNothing() throws Exception {
    Phone tablet = tablet();
    MemoryRowStore old = old();
    alice.send(BOB, "a2");
    world.pass(30);
    alice.crash();
    DeviceId replaced = bob.messenger.device();
    putBack(old);
    bob.crash();
    assertThat(tablet.messenger.ownDevices().remove(bob.messenger.device())).isTrue();
    world.pass(60);
    world.start(alice);
    world.pass(60);
    Traffic before = Traffic.of(world);
    world.network.directories.unreadable.add(Namespaces.DEVICES); // what it would see
    world.start(bob);
    world.pass(30);
    control.say(bob, alice, gap(replaced));
    assertThat(answers(before, bob)).isEmpty();
    assertThat(lines(alice)).isEmpty();
  }

  /** Many messages of many chats do not stop at the limit for single ones. */
  @Test
  void ownDevicesGiveMoreThanIsGivenInAnHourElse() {
    Phone tablet = tablet();
    MemoryRowStore old = old();
    Phone carol = world.phone(CAROL, "phone");
    world.pass(60);
    for (int i = 0; i < 350; i++) {
      alice.send(BOB, "a" + i);
      carol.send(BOB, "c" + i);
      world.pass(1);
    }
    world.pass(60);
    assertThat(tablet.texts(CAROL, false)).hasSize(350);
    alice.crash();
    carol.crash();
    putBack(old);
    world.pass(300);
    assertThat(bob.texts(ALICE, false)).hasSize(351);
    assertThat(bob.texts(CAROL, false)).hasSize(350).doesNotHaveDuplicates();
  }
}
