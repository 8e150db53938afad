package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.world.Fates.Fate;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Servers that take messages and lose them. */
class RepeatsTest {
  private static final Fate LOST = new Fate(0, Duration.ZERO);

  private final World world = new World(91);
  private Phone alice;
  private Phone bob;

  @BeforeEach
  void people() {
    alice = world.phone(ALICE, "phone");
    bob = world.phone(BOB, "phone");
    world.pass(30);
    alice.send(BOB, "first");
    world.pass(30);
    bob.send(ALICE, "second");
    world.pass(600);
  }

  /** Bob's client says all day long that it is there. */
  private void days(int days) {
    for (int i = 0; i < days * 72; i++) {
      alice.transport.sees(BOB);
      world.pass(1200);
    }
  }

  private long timesSent(String id) {
    return world.network.seen.stream().filter(stanza -> stanza.id().equals(id)).count();
  }

  @Test
  void aMessageThatIsLostAgainAndAgainArrivesOnceServersKeepIt() {
    for (int i = 0; i < 6; i++) {
      world.network.fates.plan(BOB, LOST);
    }
    String id = alice.send(BOB, "third");
    days(1);
    assertThat(bob.texts(ALICE, false)).containsExactly("first", "third");
    assertThat(alice.stateOf(BOB, id)).isEqualTo(DeliveryState.DELIVERED);
    assertThat(timesSent(id)).isEqualTo(7);
  }

  @Test
  void whatAServerAlwaysLosesIsRepeatedEverMoreRarely() {
    for (int i = 0; i < 1000; i++) {
      world.network.fates.plan(BOB, LOST);
    }
    String id = alice.send(BOB, "third");
    days(1);
    long first = timesSent(id);
    assertThat(first).isBetween(4L, 9L);
    days(20);
    assertThat(timesSent(id) - first).isBetween(8L, 14L);
  }
}
