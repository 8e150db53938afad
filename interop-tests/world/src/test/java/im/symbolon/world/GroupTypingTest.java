package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.store.Table;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.groups.GroupPlace;
import im.symbolon.protocol.xml.XmlElement;
import im.symbolon.views.Backstage;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is seen to write in a group, by whom, and what that costs. */
class GroupTypingTest {
  private final Circle circle = new Circle(83).found();
  private final World world = circle.world;
  private final Phone alice = circle.alice;
  private final Phone bob = circle.bob;

  private static void write(Phone phone, BareJid room, boolean composing) throws Exception {
    phone.messenger.chat(room).typing(composing);
  }

  private void settle() {
    alice.say(circle.room, "hello");
    bob.say(circle.room, "hi");
    world.pass(200);
  }

  private List<String> seenBy(Phone phone) {
    List<String> seen = new ArrayList<>();
    phone.messenger.listen(
        new MessengerListener() {
          @Override
          public void typing(BareJid chat, BareJid who, boolean composing) {
            seen.add(chat.local() + ": " + who.local() + (composing ? " writes" : " stops"));
          }
        });
    return seen;
  }

  private String says(String what) {
    return circle.room.local() + ": " + what;
  }

  private List<OutgoingStanza> signals(Traffic before) {
    return Traffic.of(world).since(before).stanzas().stream()
        .filter(
            each -> each.extensions().stream().anyMatch(e -> e.is(Namespaces.HINTS, "no-store")))
        .toList();
  }

  @Test
  void membersSeeThatSomebodyWritesAndTheRoomDoesNot() throws Exception {
    settle();
    List<String> seen = seenBy(bob);
    List<String> onLaptop = seenBy(circle.laptop);
    int said = circle.server().history.size();
    int lines = bob.history(circle.room).size();
    int queued = alice.count(Table.epoch(9, "outbox"));
    Traffic before = Traffic.of(world);
    write(alice, circle.room, true);
    world.pass(5);
    assertThat(seen).containsExactly(says("alice writes"));
    assertThat(onLaptop).containsExactly(says("alice writes"));
    assertThat(signals(before))
        .hasSize(1)
        .allSatisfy(each -> assertThat(each.to()).isEqualTo(BOB))
        .noneMatch(each -> each.extensions().toString().contains("typing"))
        .noneMatch(each -> each.extensions().toString().contains(circle.room.local()));
    assertThat(circle.server().history).as("through the room").hasSize(said);
    assertThat(bob.history(circle.room)).hasSize(lines);
    assertThat(bob.notes(ALICE)).isEmpty();
    assertThat(alice.count(Table.epoch(9, "outbox"))).isEqualTo(queued);
  }

  @Test
  void itIsSaidOnceInTenSeconds() throws Exception {
    settle();
    List<String> seen = seenBy(bob);
    Traffic before = Traffic.of(world);
    for (int i = 0; i < 30; i++) {
      write(alice, circle.room, true);
      world.pass(1);
    }
    assertThat(signals(before)).hasSize(3);
    assertThat(seen).hasSize(3);
    write(alice, circle.room, false);
    world.pass(5);
    assertThat(seen).endsWith(says("alice stops"));
  }

  @Test
  void whoWillNotReadItIsNotTold() throws Exception {
    Traffic before = Traffic.of(world);
    List<String> seen = seenBy(bob);
    write(alice, circle.room, true);
    world.pass(10);
    assertThat(seen).as("nobody has alice's chain before she said anything").isEmpty();
    assertThat(signals(before)).isEmpty();
  }

  @Test
  void aSilentWriterIsNotSeen() throws Exception {
    settle();
    alice.messenger.chats().silentWriter(true);
    Traffic before = Traffic.of(world);
    write(alice, circle.room, true);
    world.pass(10);
    assertThat(signals(before)).isEmpty();
  }

  @Test
  void whatCannotLeaveAtOnceNeverDoes() throws Exception {
    settle();
    alice.crash();
    write(alice, circle.room, true);
    List<String> seen = seenBy(bob);
    world.start(alice);
    world.pass(60);
    assertThat(seen).isEmpty();
  }

  @Test
  void whatComesLateSaysNothingAboutNow() throws Exception {
    settle();
    bob.crash();
    circle.laptop.crash();
    write(alice, circle.room, true);
    world.pass(40);
    List<String> seen = seenBy(bob);
    world.start(bob);
    world.pass(30);
    assertThat(seen).isEmpty();
  }

  @Test
  void inLargeGroupsNobodyIsTold() throws Exception {
    settle();
    circle.grow(20);
    alice.say(circle.room, "still few");
    world.pass(20);
    List<String> seen = seenBy(bob);
    write(alice, circle.room, true);
    world.pass(15);
    assertThat(seen).hasSize(1);
    circle.grow(21);
    alice.say(circle.room, "too many");
    world.pass(20);
    seen.clear();
    Traffic before = Traffic.of(world);
    write(alice, circle.room, true);
    world.pass(15);
    assertThat(seen).isEmpty();
    assertThat(signals(before)).isEmpty();
    new Control(world).say(alice, bob, List.of(typing(place(), "composing")));
    assertThat(seen).as("said all the same").isEmpty();
  }

  private GroupPlace place() throws Exception {
    return alice.messenger.groups().all().get(0).place();
  }

  private static XmlElement typing(GroupPlace place, String state) {
    return XmlElement.element(Namespaces.GROUPS, "typing")
        .with("room", place.room().toString())
        .with("genesis", place.genesis().toBase64())
        .with("state", state)
        .build();
  }

  @Test
  void strangersAndWhoWasRemovedAreNotHeard() throws Exception {
    settle();
    Phone carol = world.phone(CAROL, "phone");
    world.pass(60);
    carol.send(BOB, "hello");
    bob.send(CAROL, "hello");
    world.pass(30);
    List<String> seen = seenBy(bob);
    new Control(world).say(carol, bob, List.of(typing(place(), "composing")));
    assertThat(seen).as("of a stranger").isEmpty();
    circle.add(CAROL);
    circle.enter(carol);
    new Control(world).say(carol, bob, List.of(typing(place(), "composing")));
    assertThat(seen).as("of a member").containsExactly(says("carol writes"));
    circle.remove(CAROL);
    world.pass(30);
    new Control(world).say(carol, bob, List.of(typing(place(), "composing")));
    assertThat(seen).as("of who was removed").hasSize(1);
  }

  @Test
  void whatIsNotOfItsShapeIsNotHeard() throws Exception {
    settle();
    List<String> seen = seenBy(bob);
    XmlElement right = typing(place(), "composing");
    Control control = new Control(world);
    control.say(
        alice,
        bob,
        List.of(
            typing(place(), "dancing"),
            typing(place(), ""),
            XmlElement.element(Namespaces.GROUPS, "typing").build(),
            XmlElement.element(Namespaces.GROUPS, "typing")
                .with("room", "nowhere@rooms.alpha.test")
                .with("genesis", place().genesis().toBase64())
                .with("state", "composing")
                .build(),
            XmlElement.element(Namespaces.GROUPS, "typing")
                .with("room", place().room().toString())
                .with("genesis", "AAAA")
                .with("state", "composing")
                .build()));
    assertThat(seen).isEmpty();
    control.say(alice, bob, List.of(right));
    assertThat(seen).containsExactly(says("alice writes"));
  }

  /** The notice goes from person to person, and the message through the room. */
  @Test
  void aMessageThatWasFasterThanItsNoticeIsNotBeingWritten() throws Exception {
    settle();
    List<String> seen = seenBy(bob);
    world.network.fates.plan(BOB, new Fates.Fate(1, Duration.ofSeconds(8)));
    write(alice, circle.room, true);
    world.pass(1);
    alice.say(circle.room, "there");
    world.pass(20);
    assertThat(circle.read(bob)).contains("there");
    assertThat(seen).isEmpty();
    write(alice, circle.room, true);
    world.pass(5);
    assertThat(seen).as("another one").containsExactly(says("alice writes"));
  }

  private Session session(Phone phone) {
    return new Session(
        phone.messenger,
        new Backstage(
            Runnable::run,
            Runnable::run,
            Runnable::run,
            (pause, task) -> world.time.at(pause, new VirtualTime.Life(), task)));
  }

  @Test
  void theScreenForgetsWhoSaysNothingMore() throws Exception {
    settle();
    ChatModel his = session(bob).chat(circle.room);
    write(alice, circle.room, true);
    world.pass(10);
    assertThat(his.state().value().writing()).containsExactly(ALICE);
    assertThat(his.state().value().nameOf(ALICE)).isEqualTo("alice");
    write(alice, circle.room, true);
    world.pass(10);
    assertThat(his.state().value().writing()).as("heard of again").containsExactly(ALICE);
    world.pass(10);
    assertThat(his.state().value().writing()).isEmpty();
  }

  @Test
  void whoHasSaidItWritesNoMore() throws Exception {
    settle();
    ChatModel his = session(bob).chat(circle.room);
    write(alice, circle.room, true);
    world.pass(3);
    assertThat(his.state().value().writing()).containsExactly(ALICE);
    alice.say(circle.room, "there");
    world.pass(3);
    assertThat(his.state().value().writing()).isEmpty();
  }
}
