package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.groups.GroupMember;
import im.symbolon.messenger.store.Table;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.groups.MemberRole;
import im.symbolon.protocol.xml.XmlElement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the news of who is in a group travels: with those who know it (REVIEW 10). */
class GroupEpochTest {
  private static final Table WAITING = Table.lasting(75, "group messages without their chain");

  private final Circle circle = new Circle(83).found();
  private final World world = circle.world;
  private final Phone alice = circle.alice;
  private final Phone bob = circle.bob;
  private final Phone carol = world.phone(CAROL, "phone");

  GroupEpochTest() {
    world.pass(30);
    alice.say(circle.room, "from alice");
    bob.say(circle.room, "from bob");
    circle.laptop.say(circle.room, "from the laptop");
    world.pass(30);
  }

  private List<BareJid> members(Phone phone) throws Exception {
    return phone.messenger.groups().members(circle.room).stream()
        .filter(each -> each.role().isPresent())
        .map(GroupMember::account)
        .toList();
  }

  /** End to end it is lost: the room has it, too. */
  @Test
  void theRoomShowsIt() throws Exception {
    for (int i = 0; i < 5; i++) {
      world.network.fates.plan(BOB, new Fates.Fate(0, Duration.ZERO));
    }
    circle.add(CAROL);
    world.network.fates.clear();
    assertThat(members(bob)).containsExactly(ALICE, BOB, CAROL);
  }

  @Test
  void whatTheRoomHidesComesEndToEnd() throws Exception {
    circle.hideEpochsFrom(BOB);
    world.network.fates.clear();
    circle.add(CAROL);
    assertThat(members(bob)).containsExactly(ALICE, BOB, CAROL);
  }

  /** Held, asked for, and read as soon as it is known. */
  @Test
  void aMessageThatNamesAnEpochThatIsNotKnownWaitsForIt() throws Exception {
    circle.hideEpochsFrom(BOB);
    circle.add(CAROL);
    assertThat(members(bob)).containsExactly(ALICE, BOB);
    world.network.fates.plan(ALICE, new Fates.Fate(0, Duration.ZERO)); // Bob's question is late
    world.network.fates.plan(ALICE, new Fates.Fate(0, Duration.ZERO)); // and his laptop's
    alice.say(circle.room, "with carol");
    world.pass(5);
    assertThat(circle.read(bob)).doesNotContain("with carol");
    assertThat(bob.count(WAITING)).isEqualTo(1);
    assertThat(circle.lines(bob)).isEmpty();
    world.pass(700);
    alice.say(circle.room, "once more");
    world.pass(30);
    assertThat(members(bob)).containsExactly(ALICE, BOB, CAROL);
    assertThat(circle.read(bob)).endsWith("with carol", "once more");
    assertThat(bob.count(WAITING)).isZero();
  }

  @Test
  void whoAsksGetsItFromWhoeverNamedIt() throws Exception {
    circle.hideEpochsFrom(BOB);
    circle.add(CAROL);
    alice.say(circle.room, "with carol");
    world.pass(10);
    assertThat(members(bob)).containsExactly(ALICE, BOB, CAROL);
    assertThat(members(circle.laptop)).containsExactly(ALICE, BOB, CAROL);
    assertThat(circle.read(bob)).endsWith("with carol");
  }

  /** What he writes is read, and he is told. */
  @Test
  void whoKnowsLessIsTold() throws Exception {
    circle.hideEpochsFrom(BOB);
    circle.add(CAROL);
    circle.enter(carol);
    assertThat(members(bob)).containsExactly(ALICE, BOB);
    bob.say(circle.room, "who is carol?");
    world.pass(10);
    assertThat(circle.read(alice)).contains("who is carol?");
    assertThat(members(bob)).containsExactly(ALICE, BOB, CAROL);
    assertThat(circle.read(carol)).as("bob did not know of her").isEmpty();
  }

  @Test
  void nobodyButAMemberIsTold() throws Exception {
    alice.send(CAROL, "hello");
    world.pass(30);
    var place = alice.messenger.groups().all().get(0).place();
    XmlElement question =
        XmlElement.element(Namespaces.GROUPS, "need-epoch")
            .with("room", circle.room.toString())
            .with("genesis", place.genesis().toBase64())
            .with("hash", place.genesis().toBase64())
            .build();
    Traffic before = Traffic.of(world);
    new Control(world).say(carol, alice, List.of(question));
    assertThat(Control.between(Traffic.of(world).since(before), alice, carol)).isEmpty();
    before = Traffic.of(world);
    new Control(world).say(bob, alice, List.of(question));
    assertThat(Control.between(Traffic.of(world).since(before), alice, bob)).isNotEmpty();
  }

  /** More often than epochs are kept, the first one among them. */
  @Test
  void aGroupThatChangesOftenGoesOnAndWhatWasForgottenIsKnown() throws Exception {
    List<MemoryRoom.Said> early = List.copyOf(circle.server().history);
    for (int i = 0; i < 70; i++) {
      MemberRole role = i % 2 == 0 ? MemberRole.ADMIN : MemberRole.MEMBER;
      alice.messenger.groups().role(circle.room, BOB, role);
      world.pass(1);
    }
    bob.crash();
    world.start(bob);
    world.pass(30);
    early.forEach(each -> circle.server().inject(each.by(), each.stanza()));
    circle.add(CAROL);
    alice.say(circle.room, "after many changes");
    world.pass(30);
    for (Phone each : List.of(circle.tablet, bob, circle.laptop)) {
      assertThat(members(each)).as(each.name()).containsExactly(ALICE, BOB, CAROL);
      assertThat(circle.read(each)).endsWith("after many changes");
      assertThat(each.count(WAITING)).isZero();
    }
  }

  /** Whoever asks again and again is answered once in a while. */
  @Test
  void oneQuestionIsAnsweredOnce() throws Exception {
    var place = alice.messenger.groups().all().get(0).place();
    XmlElement question =
        XmlElement.element(Namespaces.GROUPS, "need-epoch")
            .with("room", circle.room.toString())
            .with("genesis", place.genesis().toBase64())
            .with("hash", place.genesis().toBase64())
            .build();
    Traffic before = Traffic.of(world);
    for (int i = 0; i < 5; i++) {
      new Control(world).say(bob, alice, List.of(question, question));
    }
    assertThat(Control.between(Traffic.of(world).since(before), alice, bob).size())
        .as("the first epoch, and the newest")
        .isLessThanOrEqualTo(2);
  }
}
