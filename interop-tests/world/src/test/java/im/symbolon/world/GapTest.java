package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.delivery.Gap;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** REVIEW 7: nobody gets a gap who did not take another device's place. */
class GapTest {
  private final World world = new World(37);
  private final Phone alice = world.phone(ALICE, "phone");
  private final Phone bob = world.phone(BOB, "phone");

  @Test
  void aGapWithoutAReplacementIsNotGiven() {
    world.pass(120);
    alice.send(BOB, "a1");
    world.pass(5);
    bob.send(ALICE, "b1");
    world.pass(5);
    Traffic before = Traffic.of(world);
    Control control = new Control(world);
    for (int i = 0; i < 5; i++) {
      control.say(
          bob,
          alice,
          new Gap(
              world.time.instant().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS),
              new DeviceId(77 + i)));
    }
    assertThat(Control.between(Traffic.of(world).since(before), alice, bob)).isEmpty();
    assertThat(alice.notes(BOB)).isEmpty();
  }
}
