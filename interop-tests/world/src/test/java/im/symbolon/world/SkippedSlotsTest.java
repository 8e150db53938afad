package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.records.SkippedSlots;
import im.symbolon.messenger.records.Wanted;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.groups.SealedElement;
import im.symbolon.protocol.groups.SealedStanza;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rooms that keep less than somebody misses: the author is asked for what was skipped. */
class SkippedSlotsTest {
  private static final int SHOWN = 5;

  private final Circle circle = new Circle(77);
  private final World world = circle.world;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void allTalkInARoomThatKeepsLittle() {
    circle.found();
    circle.server().shown = SHOWN;
    say(circle.alice, "at first");
    world.pass(30);
  }

  private void say(Phone by, String text) {
    by.say(circle.room, text);
    said.add(text);
    world.pass(2);
  }

  /** Bob's phone is off while Alice says so much. */
  private void missed(int messages) {
    circle.bob.crash();
    for (int i = 0; i < messages; i++) {
      say(circle.alice, "message " + i);
    }
  }

  private void back() {
    world.start(circle.bob);
    world.pass(20);
  }

  @Test
  void whatTheRoomDidNotKeepTheAuthorSendsAgain() {
    missed(40);
    back();
    assertThat(circle.read(circle.bob)).as("what the room kept").hasSize(1 + SHOWN);
    world.pass(120);
    assertThat(circle.read(circle.bob)).containsExactlyInAnyOrderElementsOf(said);
    assertThat(circle.lines(circle.bob)).isEmpty();
    assertThat(circle.read(circle.laptop)).containsExactlyElementsOf(said);
  }

  /** REVIEW 28: no key is used twice, and what came both ways stands once. */
  @Test
  void whatComesLateAfterAllStandsOnce() {
    missed(12);
    List<MemoryRoom.Said> late = List.copyOf(circle.server().history);
    back();
    world.pass(120);
    late.forEach(each -> circle.server().inject(ALICE, each.stanza()));
    world.pass(30);
    assertThat(circle.read(circle.bob)).containsExactlyInAnyOrderElementsOf(said);
  }

  @Test
  void nobodyIsAskedForWhatWasNotMissed() {
    say(circle.bob, "one");
    say(circle.alice, "two");
    world.pass(300);
    for (Phone each : world.phones) {
      assertThat(skipped(each)).isEmpty();
    }
  }

  /** REVIEW 27: three times, and no more for the same gap; an answer may come yet. */
  @Test
  void anAuthorWhoIsAwayIsAskedThreeTimes() {
    missed(20);
    circle.alice.crash();
    back();
    int most = 0;
    for (int hour = 0; hour < 6; hour++) {
      world.pass(3600);
      most = Math.max(most, skipped(circle.bob).get(0).asked());
    }
    assertThat(most).isEqualTo(3);
    assertThat(skipped(circle.bob))
        .singleElement()
        .satisfies(each -> assertThat(each.due()).isEmpty());
    world.start(circle.alice);
    world.pass(300);
    assertThat(circle.read(circle.bob)).as("she answers what waits").containsAll(said);
  }

  /** REVIEW 7: it was never for Carol, who knows the chain from later on. */
  @Test
  void whoJoinedLaterGetsNothingFromBefore() {
    Phone carol = world.phone(CAROL, "phone");
    world.pass(30);
    missed(10);
    circle.add(CAROL);
    circle.enter(carol);
    circle.alice.say(circle.room, "with carol");
    world.pass(60);
    new Control(world).say(carol, circle.alice, List.of(question(circle.last(), 0, 999)));
    world.pass(120);
    assertThat(circle.read(carol)).containsExactly("with carol");
    assertThat(wanted(carol)).isEmpty();
  }

  /** REVIEW 7: nor for who was removed. */
  @Test
  void whoWasRemovedGetsNoAnswer() {
    missed(10);
    XmlElement question = question(circle.last(), 0, 999);
    circle.hideEpochsFrom(BOB);
    circle.remove(BOB);
    world.pass(120);
    int before = Control.between(Traffic.of(world), circle.alice, circle.laptop).size();
    new Control(world).say(circle.laptop, circle.alice, List.of(question));
    world.pass(120);
    assertThat(Control.between(Traffic.of(world), circle.alice, circle.laptop)).hasSize(before);
  }

  /** What another member's device says about Alice's chain counts for nothing. */
  @Test
  void nobodyElseNamesMessagesOfAChain() {
    missed(10);
    back();
    world.pass(120);
    XmlElement names = names(circle.last(), 3, "made-up");
    new Control(world).say(circle.laptop, circle.bob, List.of(names));
    assertThat(wanted(circle.bob)).isEmpty();
    new Control(world).say(circle.alice, circle.bob, List.of(names));
    assertThat(wanted(circle.bob)).as("she may").containsExactly("made-up");
  }

  /** REVIEW 27: questions about chains that nobody has cost no answers. */
  @Test
  void nobodyIsAnsweredOfAChainThatWasMadeUp() {
    say(circle.bob, "one");
    say(circle.alice, "two");
    world.pass(60);
    int before = Control.between(Traffic.of(world), circle.alice, circle.laptop).size();
    for (char made = 'B'; made < 'F'; made++) {
      XmlElement question =
          element(circle.last(), "need-slots", made + "AAAAAAAAAAAAAAAAAAAAA==")
              .with("from", "0")
              .with("to", "9")
              .build();
      new Control(world).say(circle.laptop, circle.alice, List.of(question));
    }
    world.pass(60);
    assertThat(Control.between(Traffic.of(world), circle.alice, circle.laptop)).hasSize(before);
    new Control(world).say(circle.laptop, circle.alice, List.of(question(circle.last(), 0, 9)));
    world.pass(60);
    assertThat(Control.between(Traffic.of(world), circle.alice, circle.laptop))
        .as("hers she answers")
        .hasSizeGreaterThan(before);
  }

  /** REVIEW 27: of each place that was skipped one message is named, and of others none. */
  @Test
  void theAuthorMakesNobodyAskForMoreThanWasSkipped() {
    missed(10);
    back();
    world.pass(120);
    int to = 999;
    XmlElement.Builder names = element(circle.last(), "slots").with("to", "" + to);
    for (int i = 0; i < 100; i++) {
      names.with(name(3, "again-" + i)).with(name(500 + i, "never-" + i));
    }
    new Control(world).say(circle.alice, circle.bob, List.of(names.build()));
    assertThat(wanted(circle.bob)).containsExactly("again-0");
  }

  private static List<SkippedSlots.Entry> skipped(Phone phone) {
    return phone.read(rows -> new SkippedSlots(rows).all());
  }

  private static List<String> wanted(Phone phone) {
    return phone.read(rows -> new Wanted(rows).all()).stream().map(Wanted.Entry::id).toList();
  }

  private XmlElement question(OutgoingStanza of, int from, int to) {
    return element(of, "need-slots")
        .with("from", Integer.toString(from))
        .with("to", Integer.toString(to))
        .build();
  }

  private XmlElement names(OutgoingStanza of, int place, String id) {
    return element(of, "slots").with("to", Integer.toString(place)).with(name(place, id)).build();
  }

  private XmlElement name(int place, String id) {
    return XmlElement.element(Namespaces.GROUPS, "slot")
        .with("i", Integer.toString(place))
        .with("id", id)
        .with("at", Long.toString(world.time.instant().getEpochSecond()))
        .build();
  }

  private XmlElement.Builder element(OutgoingStanza of, String name) {
    return element(of, name, sealed(of).position().chain().toBase64());
  }

  private XmlElement.Builder element(OutgoingStanza of, String name, String chain) {
    return new GroupPlace(circle.room, sealed(of).genesis())
        .write(XmlElement.element(Namespaces.GROUPS, name))
        .with("chain", chain);
  }

  private static SealedElement sealed(OutgoingStanza of) {
    try {
      return SealedStanza.find(of.extensions()).orElseThrow().sealed();
    } catch (ProtocolException e) {
      throw new AssertionError(e);
    }
  }
}
