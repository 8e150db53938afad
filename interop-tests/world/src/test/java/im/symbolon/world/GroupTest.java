package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.store.Table;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A group of people who all have devices of ours. */
class GroupTest {
  private static final Table WAITING = Table.lasting(75, "group messages without their chain");

  private final Circle circle = new Circle(61).found();

  private void pass(int seconds) {
    circle.world.pass(seconds);
  }

  @Test
  void everyDeviceReadsWhatIsWrittenAndKnowsWhoWroteIt() {
    circle.alice.say(circle.room, "from alice");
    pass(5);
    circle.laptop.say(circle.room, "from bob's laptop");
    pass(5);
    for (Phone each : List.of(circle.alice, circle.tablet, circle.bob, circle.laptop)) {
      assertThat(circle.read(each))
          .as("%s %s", each.account(), each.name())
          .containsExactly("from alice", "from bob's laptop");
      assertThat(circle.lines(each)).isEmpty();
    }
    ChatMessage read = circle.bob.history(circle.room).get(0);
    assertThat(read.sender()).isEqualTo(ALICE);
    assertThat(read.senderDevice()).contains(circle.alice.messenger.device());
    assertThat(circle.tablet.history(circle.room).get(0).outgoing()).isTrue();
    assertThat(circle.tablet.history(circle.room).get(1).sender()).isEqualTo(BOB);
  }

  @Test
  void aMessageIsOneStanzaHoweverManyDevicesReadIt() {
    circle.alice.say(circle.room, "one");
    pass(5);
    int before = circle.world.network.seen.size();
    circle.alice.say(circle.room, "two");
    pass(5);
    assertThat(circle.world.network.seen.subList(before, circle.world.network.seen.size()))
        .singleElement()
        .satisfies(stanza -> assertThat(Circle.isSealed(stanza)).isTrue());
  }

  @Test
  void whatTheRoomHasShownIsSentThoughTheOwnServerHasNotSaidSoYet() {
    circle.alice.transport.acknowledgeLater(Duration.ofMinutes(10));
    String id = circle.alice.say(circle.room, "the room is quicker");
    pass(5);
    assertThat(circle.read(circle.bob)).containsExactly("the room is quicker");
    assertThat(circle.alice.stateOf(circle.room, id)).isEqualTo(DeliveryState.SENT);
  }

  @Test
  void whoComesLaterReadsWhatIsWrittenFromThenOn() {
    Phone carol = circle.world.phone(CAROL, "phone");
    pass(30);
    circle.alice.say(circle.room, "before carol");
    pass(5);
    circle.add(CAROL);
    circle.enter(carol);
    circle.alice.say(circle.room, "with carol");
    pass(30);
    carol.say(circle.room, "from carol");
    pass(30);
    assertThat(circle.read(carol)).containsExactly("with carol", "from carol");
    assertThat(circle.lines(carol)).isEmpty();
    assertThat(circle.read(circle.bob)).containsExactly("before carol", "with carol", "from carol");
  }

  @Test
  void whoWasRemovedReadsNothingThatIsWrittenByAnybodyWhoKnowsIt() {
    circle.alice.say(circle.room, "with bob");
    pass(5);
    circle.tablet.say(circle.room, "with bob, too");
    pass(5);
    for (Phone each : List.of(circle.bob, circle.laptop)) {
      assertThat(circle.canOpen(each, circle.last(), circle.tablet)).isTrue();
    }
    circle.hideEpochsFrom(BOB);
    circle.remove(BOB);
    circle.server().affiliations.put(BOB, "member"); // the room's server keeps him
    circle.bob.transport.rooms().online();
    circle.laptop.transport.rooms().online();
    pass(5);
    circle.alice.say(circle.room, "without bob");
    pass(5);
    assertOutOfReach(circle.alice);
    circle.tablet.say(circle.room, "without bob either");
    pass(5);
    assertOutOfReach(circle.tablet);
    pass(60);
    assertThat(circle.read(circle.tablet)).contains("without bob", "without bob either");
    for (Phone each : List.of(circle.bob, circle.laptop)) {
      assertThat(circle.read(each)).containsExactly("with bob", "with bob, too");
    }
  }

  /** It came to Bob's devices, which believe to be in the group: no key that they have opens it. */
  private void assertOutOfReach(Phone writer) {
    for (Phone each : List.of(circle.bob, circle.laptop)) {
      assertThat(each.count(WAITING)).isPositive();
      assertThat(circle.canOpen(each, circle.last(), writer)).as(writer.name()).isFalse();
    }
  }

  @Test
  void whatOneDeviceJoinsAllOfItsOwnerJoin() {
    Circle other = new Circle(62).make();
    other.add(BOB);
    other.enter(other.bob);
    other.world.pass(30);
    other.alice.say(other.room, "for all of bob");
    other.world.pass(30);
    assertThat(other.read(other.laptop)).containsExactly("for all of bob");
    other.laptop.say(other.room, "from the laptop");
    other.world.pass(30);
    assertThat(other.read(other.alice)).containsExactly("for all of bob", "from the laptop");
  }

  @Test
  void aDeviceThatIsLinkedLaterIsInItsOwnersGroups() throws Exception {
    circle.alice.say(circle.room, "before");
    pass(30);
    Phone third = circle.world.phone(BOB, "third");
    pass(120);
    circle.bob.say(circle.room, "with the third");
    pass(60);
    assertThat(circle.read(third)).containsExactly("with the third");
    third.say(circle.room, "from the third");
    pass(60);
    assertThat(circle.read(circle.alice))
        .containsExactly("before", "with the third", "from the third");
    assertThat(circle.lines(third)).isEmpty();
    assertThat(third.messenger.groups().about(circle.room).get().name())
        .as("which no admin said to it")
        .isEqualTo("Tea");
  }
}
