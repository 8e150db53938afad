package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.groups.GroupMember;
import im.symbolon.messenger.groups.GroupMember.Presence;
import im.symbolon.messenger.records.Groups;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.Epoch;
import im.symbolon.protocol.groups.EpochCodec;
import im.symbolon.protocol.groups.MemberRole;
import im.symbolon.protocol.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Admins who change a group at the same moment (REVIEW 9). */
class GroupForkTest {
  private static final BareJid DAVE = new BareJid("dave", "gamma.test");

  private final Circle circle = new Circle(73).found();
  private final World world = circle.world;
  private final Phone alice = circle.alice;
  private final Phone bob = circle.bob;
  private Phone carol;
  private Phone dave;

  @BeforeEach
  void peopleToBeAdded() {
    carol = world.phone(CAROL, "phone");
    dave = world.phone(DAVE, "phone");
    world.pass(30);
  }

  private void make(BareJid whom, MemberRole role) throws Exception {
    alice.messenger.groups().role(circle.room, whom, role);
    world.pass(10);
  }

  private List<Epoch> shown() throws Exception {
    List<Epoch> found = new ArrayList<>();
    for (MemoryRoom.Said each : circle.server().history) {
      for (XmlElement child : each.stanza().extensions()) {
        if (child.name().equals("epoch")) {
          found.add(EpochCodec.decode(child));
        }
      }
    }
    return found;
  }

  private List<BareJid> members(Phone phone) throws Exception {
    return phone.messenger.groups().members(circle.room).stream()
        .filter(each -> each.role().isPresent() && each.presence() != Presence.DISPUTED)
        .map(GroupMember::account)
        .toList();
  }

  @Test
  void oneOfThemMergesAndEverybodyAgrees() throws Exception {
    make(BOB, MemberRole.ADMIN);
    alice.messenger.groups().add(circle.room, CAROL);
    bob.messenger.groups().add(circle.room, DAVE);
    world.pass(1);
    alice.say(circle.room, "while they disagree");
    world.pass(1);
    circle.enter(carol, dave);
    world.pass(60);
    List<Epoch> merges = shown().stream().filter(each -> each.parents().size() > 1).toList();
    assertThat(merges).as("one of four devices signed").hasSize(1);
    for (Phone each : List.of(alice, circle.tablet, bob, circle.laptop, carol, dave)) {
      assertThat(members(each)).as(each.name()).containsExactly(ALICE, BOB, CAROL, DAVE);
    }
    bob.say(circle.room, "to all");
    world.pass(30);
    for (Phone each : List.of(carol, dave)) {
      assertThat(circle.read(each)).containsExactly("to all");
    }
    for (Phone each : List.of(circle.tablet, bob)) {
      assertThat(circle.read(each)).containsExactly("while they disagree", "to all");
    }
  }

  @Test
  void untilThenWhomOneBranchAddsIsShownAsDisputed() throws Exception {
    make(BOB, MemberRole.ADMIN);
    alice.messenger.groups().add(circle.room, CAROL);
    bob.messenger.groups().add(circle.room, DAVE);
    world.pass(1);
    assertThat(members(alice)).containsExactly(ALICE, BOB);
    assertThat(alice.messenger.groups().members(circle.room))
        .filteredOn(each -> each.presence() == Presence.DISPUTED)
        .extracting(GroupMember::account)
        .containsExactly(CAROL, DAVE);
  }

  /** Whoever's turn it is has no power: the next one does it. */
  @Test
  void anybodyWhoCanMergesWhenTheFirstIsAway() throws Exception {
    make(BOB, MemberRole.ADMIN);
    alice.messenger.groups().add(circle.room, CAROL);
    bob.messenger.groups().add(circle.room, DAVE);
    world.pass(1);
    alice.crash();
    circle.tablet.crash();
    world.pass(60);
    assertThat(members(bob)).containsExactly(ALICE, BOB, CAROL, DAVE);
    world.start(alice);
    world.pass(60);
    assertThat(members(alice)).containsExactly(ALICE, BOB, CAROL, DAVE);
    assertThat(shown().stream().filter(each -> each.parents().size() > 1)).hasSize(1);
  }

  /** The plan does not outlive the device; the branches do. */
  @Test
  void aRestartLosesNoMerge() throws Exception {
    make(BOB, MemberRole.ADMIN);
    alice.messenger.groups().add(circle.room, CAROL);
    bob.messenger.groups().add(circle.room, DAVE);
    world.pass(1);
    for (Phone each : List.of(alice, circle.tablet, bob, circle.laptop)) {
      each.crash();
    }
    world.start(alice);
    world.pass(60);
    assertThat(members(alice)).containsExactly(ALICE, BOB, CAROL, DAVE);
  }

  @Test
  void whoIsRemovedInOneBranchIsOutInAll() throws Exception {
    circle.add(CAROL);
    circle.enter(carol);
    make(BOB, MemberRole.ADMIN);
    alice.messenger.groups().remove(circle.room, CAROL);
    bob.messenger.groups().add(circle.room, DAVE);
    world.pass(1);
    circle.server().affiliations.put(CAROL, "member");
    circle.enter(dave);
    world.pass(60);
    bob.say(circle.room, "without carol");
    world.pass(60);
    assertThat(members(bob)).containsExactly(ALICE, BOB, DAVE);
    assertThat(circle.read(dave)).containsExactly("without carol");
    assertThat(circle.read(carol)).isEmpty();
  }

  /** Nobody wins by being faster; everybody is told what to do. */
  @Test
  void ownersWhoRemoveEachOtherLeaveAGroupThatIsStuck() throws Exception {
    circle.add(CAROL);
    circle.enter(carol);
    make(BOB, MemberRole.OWNER);
    alice.messenger.groups().remove(circle.room, BOB);
    circle.server().affiliations.put(BOB, "owner");
    bob.messenger.groups().remove(circle.room, ALICE);
    world.pass(60);
    assertThat(carol.groupNews).contains("stuck");
    assertThat(carol.notes(circle.room))
        .extracting(each -> each.note().get())
        .containsExactly(Note.GROUP_STUCK);
    carol.crash();
    world.start(carol);
    world.pass(60);
    assertThat(carol.groupNews.stream().filter("stuck"::equals)).as("told once").hasSize(1);
    carol.messenger.groups().leave(circle.room);
    assertThat(carol.messenger.groups().all().get(0).standing()).isEqualTo(Groups.Standing.LEFT);
  }
}
