package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that could not be read, between devices of ours: nobody sees a line. */
class RepairTest {
  private final World world = new World(23);
  private final Rosters rosters = new Rosters(world);
  private Phone alice;
  private Phone bob;

  @BeforeEach
  void conversation() {
    alice = world.phone(ALICE, "phone");
    bob = world.phone(BOB, "phone");
    world.pass(120);
    rosters.everybodyKnows(ALICE, alice);
    rosters.everybodyKnows(BOB, bob);
    alice.send(BOB, "one");
    world.pass(5);
    bob.send(ALICE, "two");
    world.pass(30);
  }

  private void nobodySawALine() {
    for (Phone each : world.phones) {
      if (each.isOn()) {
        assertThat(each.notes(ALICE)).as("lines").isEmpty();
        assertThat(each.notes(BOB)).as("lines").isEmpty();
        assertThat(each.told).noneMatch(m -> m.note().isPresent());
      }
    }
  }

  @Test
  void aMessageOfALostSessionIsReadUnderItsOwnIdAndTime() {
    bob.forgetSessions();
    String id = alice.send(BOB, "three");
    var written = alice.history(BOB).get(2).time();
    world.pass(10);
    assertThat(bob.texts(ALICE, false)).containsExactly("one", "three");
    assertThat(bob.history(ALICE).get(2).id()).isEqualTo(id);
    assertThat(bob.history(ALICE).get(2).time()).isEqualTo(written);
    world.pass(300);
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.DELIVERED);
    assertThat(bob.texts(ALICE, false)).containsExactly("one", "three");
    nobodySawALine();
  }
}
