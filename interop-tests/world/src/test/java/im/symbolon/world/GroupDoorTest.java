package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.groups.GroupException;
import im.symbolon.messenger.groups.GroupMember;
import im.symbolon.messenger.groups.GroupMember.Bond;
import im.symbolon.messenger.groups.GroupMember.Presence;
import im.symbolon.messenger.groups.Unreachable;
import im.symbolon.messenger.membership.RemovalProgress;
import im.symbolon.messenger.records.GroupTopics;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.xmpp.rooms.RoomAvatar;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import im.symbolon.protocol.devices.SafetyNumber;
import im.symbolon.protocol.groups.MemberRole;
import im.symbolon.protocol.omemo.Mention;
import im.symbolon.protocol.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people decide and see in groups. */
class GroupDoorTest {
  private final Circle circle = new Circle(71).found();
  private final World world = circle.world;
  private final Phone alice = circle.alice;
  private final Phone bob = circle.bob;

  private Phone addCarol() {
    Phone carol = world.phone(CAROL, "phone");
    world.pass(30);
    circle.add(CAROL);
    circle.enter(carol);
    return carol;
  }

  private Groups.Standing standing(Phone phone) throws Exception {
    return phone.messenger.groups().all().get(0).standing();
  }

  private GroupMember member(Phone seenBy, BareJid who) throws Exception {
    return seenBy.messenger.groups().members(circle.room).stream()
        .filter(each -> each.account().equals(who))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everybodyIsShownWithTheirRoleAndHowSureItIsWhoTheyAre() throws Exception {
    alice.say(circle.room, "makes her look who is in the room");
    world.pass(5);
    assertThat(alice.messenger.groups().members(circle.room))
        .containsExactly(
            new GroupMember(ALICE, Optional.of(MemberRole.OWNER), Presence.IN, Bond.SELF),
            new GroupMember(BOB, Optional.of(MemberRole.MEMBER), Presence.IN, Bond.BELIEVED));
    SafetyNumber number = alice.messenger.people().safetyNumber(BOB).orElseThrow();
    alice.messenger.people().confirm(BOB, number);
    assertThat(member(alice, BOB).bond()).isEqualTo(Bond.VERIFIED);
    circle.server().affiliations.remove(BOB);
    alice.messenger.groups().look(circle.room);
    assertThat(member(alice, BOB).presence()).isEqualTo(Presence.ABSENT);
  }

  @Test
  void whoIsAddedIsToldSoAndKnowsWhatTheGroupIsCalled() throws Exception {
    alice.messenger.groups().about(circle.room, "Tea at four", "bring cups");
    Phone carol = addCarol();
    assertThat(carol.groupNews).containsExactly("invited by " + ALICE);
    for (Phone each : List.of(circle.tablet, bob, circle.laptop, carol)) {
      GroupTopics.About about = each.messenger.groups().about(circle.room).orElseThrow();
      assertThat(about.name()).isEqualTo("Tea at four");
      assertThat(about.topic()).isEqualTo("bring cups");
      assertThat(about.by()).contains(ALICE);
    }
    assertThat(circle.server().subject).as("what the room's server reads").isEmpty();
  }

  @Test
  void thePlainMembersWordAboutAGroupCountsForNothing() throws Exception {
    assertThatThrownBy(() -> bob.messenger.groups().about(circle.room, "Coffee", ""))
        .isInstanceOf(GroupException.class);
    new Control(world).say(bob, alice, List.of(about("Coffee", world.time.millis() + 1000)));
    assertThat(alice.messenger.groups().about(circle.room).orElseThrow().name()).isEqualTo("Tea");
  }

  /** An old word that comes again, and one that would be the last for ever. */
  @Test
  void ofAnAdminsWordsTheLastOneCounts() throws Exception {
    long before = world.time.millis() - 60_000;
    alice.messenger.groups().about(circle.room, "New", "");
    world.pass(10);
    new Control(world).say(alice, bob, List.of(about("Old", before)));
    long never = world.time.millis() + 1_000_000_000L;
    new Control(world).say(alice, bob, List.of(about("For ever", never)));
    assertThat(bob.messenger.groups().about(circle.room).orElseThrow().name()).isEqualTo("New");
    alice.messenger.groups().about(circle.room, "Newer", "");
    world.pass(10);
    assertThat(bob.messenger.groups().about(circle.room).orElseThrow().name()).isEqualTo("Newer");
  }

  private XmlElement about(String name, long time) throws Exception {
    var place = alice.messenger.groups().all().get(0).place();
    return XmlElement.element(Namespaces.GROUPS, "about")
        .with("room", place.room().toString())
        .with("genesis", place.genesis().toBase64())
        .with("time", Long.toString(time))
        .with(XmlElement.element(Namespaces.GROUPS, "name").text(name).build())
        .with(XmlElement.element(Namespaces.GROUPS, "topic").build())
        .build();
  }

  @Test
  void whoLeavesIsGoneOnAllDevicesInAllListsAndInTheRoom() throws Exception {
    Phone carol = addCarol();
    alice.say(circle.room, "with bob");
    world.pass(10);
    bob.messenger.groups().leave(circle.room);
    world.pass(60);
    assertThat(standing(bob)).isEqualTo(Groups.Standing.LEFT);
    assertThat(standing(circle.laptop)).isEqualTo(Groups.Standing.LEFT);
    assertThat(circle.laptop.groupNews).doesNotContain("removed");
    assertThat(circle.server().affiliations).containsOnlyKeys(ALICE, CAROL);
    alice.say(circle.room, "without bob");
    world.pass(30);
    assertThat(circle.read(bob)).containsExactly("with bob");
    assertThat(circle.read(circle.laptop)).containsExactly("with bob");
    assertThat(circle.read(carol)).containsExactly("with bob", "without bob");
    world.pass(200);
    assertThat(circle.lines(alice)).as("nobody was let in").isEmpty();
    assertThatThrownBy(() -> bob.messenger.groups().send(circle.room, "from outside"))
        .isInstanceOf(GroupException.class);
  }

  @Test
  void aGroupKeepsAnOwnerWhoCanBeAnotherOne() throws Exception {
    assertThatThrownBy(() -> alice.messenger.groups().leave(circle.room))
        .isInstanceOfSatisfying(
            GroupException.class,
            e -> assertThat(e.reason()).isEqualTo(GroupException.Reason.NO_OWNER));
    assertThatThrownBy(() -> bob.messenger.groups().role(circle.room, BOB, MemberRole.OWNER))
        .isInstanceOf(GroupException.class);
    alice.messenger.groups().role(circle.room, BOB, MemberRole.OWNER);
    world.pass(10);
    assertThat(circle.server().affiliations).containsEntry(BOB, "owner");
    alice.messenger.groups().leave(circle.room);
    world.pass(30);
    assertThat(member(bob, BOB).role()).contains(MemberRole.OWNER);
    Phone carol = world.phone(CAROL, "phone");
    world.pass(30);
    bob.messenger.groups().add(circle.room, CAROL);
    world.pass(10);
    circle.enter(carol);
    circle.laptop.say(circle.room, "to carol");
    world.pass(30);
    assertThat(circle.read(carol)).containsExactly("to carol");
    assertThat(circle.read(alice)).isEmpty();
  }

  @Test
  void whoIsAloneJustLeaves() throws Exception {
    circle.make();
    alice.messenger.groups().leave(circle.room);
    world.pass(10);
    assertThat(circle.server().has(alice.transport)).isFalse();
  }

  /** What the room's server does by itself is said once, also over a restart. */
  @Test
  void whomTheServerLetsInIsShownAndToldOnce() throws Exception {
    alice.say(circle.room, "nobody else is here");
    world.pass(5);
    circle.server().affiliations.put(CAROL, "member");
    alice.messenger.groups().look(circle.room);
    world.pass(5);
    assertThat(member(alice, CAROL))
        .isEqualTo(new GroupMember(CAROL, Optional.empty(), Presence.UNCONFIRMED, Bond.UNKNOWN));
    assertThat(alice.groupNews).as("it may be on its way").isEmpty();
    world.pass(120);
    assertThat(alice.groupNews).containsExactly("unconfirmed " + CAROL);
    assertThat(circle.lines(alice).stream().map(each -> each.note().get()))
        .containsExactly(Note.MEMBER_UNCONFIRMED);
    alice.crash();
    world.start(alice);
    world.pass(30);
    alice.messenger.groups().look(circle.room);
    world.pass(200);
    assertThat(alice.groupNews).hasSize(1);
    assertThat(circle.lines(alice)).hasSize(1);
  }

  /** An admin lets somebody into the room first and signs then: that alarms nobody. */
  @Test
  void whoIsJustBeingAddedAlarmsNobody() throws Exception {
    circle.server().affiliations.put(CAROL, "member");
    bob.messenger.groups().look(circle.room);
    world.pass(20);
    addCarol();
    world.pass(300);
    bob.messenger.groups().look(circle.room);
    world.pass(10);
    assertThat(bob.groupNews).containsExactly("invited by " + ALICE);
    assertThat(circle.lines(bob)).isEmpty();
  }

  /** REVIEW 10. */
  @Test
  void aRemovalIsConfirmedByThoseWhoHaveShownToKnowIt() throws Exception {
    Phone carol = addCarol();
    circle.remove(CAROL);
    assertThat(carol.groupNews).hasSize(1);
    world.pass(10);
    assertThat(carol.groupNews).endsWith("removed");
    assertThat(circle.lines(carol).stream().map(each -> each.note().get()))
        .containsExactly(Note.REMOVED_FROM_GROUP);
    RemovalProgress before = alice.messenger.groups().removals(circle.room).get(0);
    assertThat(before.confirmed()).containsExactly(ALICE);
    assertThat(before.waiting()).containsExactly(BOB);
    bob.say(circle.room, "I know");
    world.pass(10);
    alice.crash();
    world.start(alice);
    RemovalProgress after = alice.messenger.groups().removals(circle.room).get(0);
    assertThat(after.confirmed()).containsExactly(ALICE, BOB);
    assertThat(after.isComplete()).isTrue();
  }

  @Test
  void whatWaitsToBeSentWhenOneIsRemovedFailsWithASentence() throws Exception {
    world.network.down("rooms.alpha.test");
    String id = bob.say(circle.room, "too late");
    world.pass(5);
    assertThat(bob.stateOf(circle.room, id)).isEqualTo(DeliveryState.QUEUED);
    assertThatThrownBy(() -> alice.messenger.groups().remove(circle.room, BOB))
        .hasMessageContaining("away");
    world.pass(60);
    assertThat(bob.stateOf(circle.room, id)).isEqualTo(DeliveryState.FAILED);
    assertThat(bob.notes(circle.room))
        .extracting(each -> each.note().get())
        .contains(Note.NOT_IN_GROUP, Note.REMOVED_FROM_GROUP);
  }

  @Test
  void whomAMessageWillNotReachIsNamedWithTheReason() throws Exception {
    Phone carol = addCarol();
    world.network.down("beta.test");
    alice.say(circle.room, "bob's server is away");
    world.pass(60);
    assertThat(alice.messenger.groups().unreachable(circle.room))
        .containsExactly(new Unreachable(BOB, Unreachable.Why.NO_KEYS_YET));
    circle.server().affiliations.remove(CAROL);
    world.network.up("beta.test");
    world.pass(200);
    alice.say(circle.room, "and carol is out");
    world.pass(60);
    assertThat(alice.messenger.groups().unreachable(circle.room))
        .containsExactly(new Unreachable(CAROL, Unreachable.Why.NOT_IN_ROOM));
    assertThat(circle.read(carol)).doesNotContain("and carol is out");
  }

  @Test
  void whatCannotBeSentIsRefusedAtOnce() {
    for (String text : List.of("", "\u0000", "x".repeat(70_000))) {
      assertThatThrownBy(() -> alice.messenger.groups().send(circle.room, text))
          .isInstanceOf(IllegalArgumentException.class);
    }
    Mention beyond = new Mention(3, 9, BOB);
    assertThatThrownBy(() -> alice.messenger.groups().send(circle.room, "hi bob", List.of(beyond)))
        .isInstanceOf(IllegalArgumentException.class);
    BareJid nowhere = new BareJid("nowhere", "rooms.alpha.test");
    assertThatThrownBy(() -> alice.messenger.groups().send(nowhere, "hello"))
        .isInstanceOf(GroupException.class);
    assertThatThrownBy(() -> alice.messenger.groups().create("x".repeat(201)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(alice.history(circle.room)).isEmpty();
  }

  @Test
  void whoIsMentionedSeesIt() throws Exception {
    Mention mention = new Mention(3, 6, BOB);
    alice.messenger.groups().send(circle.room, "hi bob", List.of(mention));
    world.pass(10);
    ChatMessage read = bob.history(circle.room).get(0);
    assertThat(read.mentions()).containsExactly(mention);
    assertThat(bob.told.get(bob.told.size() - 1).mentions()).containsExactly(mention);
    assertThat(circle.sealed()).noneMatch(each -> each.extensions().toString().contains("mention"));
  }

  @Test
  void aPictureIsShownInTheRoom() throws Exception {
    alice.messenger.groups().avatar(circle.room, new RoomAvatar("image/png", new byte[] {1, 2}));
    assertThat(circle.server().avatar).isPresent();
  }
}
