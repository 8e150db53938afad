package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.protocol.Namespaces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What repair costs when nothing is broken. */
class RepairCostTest {
  private final World world = new World(31);
  private Phone alice;
  private Phone bob;

  @BeforeEach
  void conversation() {
    alice = world.phone(ALICE, "phone");
    bob = world.phone(BOB, "phone");
    world.pass(120);
    talk(1);
    world.pass(300);
  }

  private void talk(int lines) {
    for (int i = 0; i < lines; i++) {
      alice.send(BOB, "x".repeat(i % 300 + 1));
      world.pass(1);
      bob.send(ALICE, "y".repeat(i % 300 + 1));
      world.pass(1);
    }
  }

  @Test
  void noStanzaIsSentAndNothingAskedInTheQuietCase() {
    Traffic before = Traffic.of(world);
    int asked = alice.transport.asked.size();
    talk(100);
    Traffic since = Traffic.of(world).since(before);
    assertThat(since.stanzas()).noneMatch(Control::isMarked);
    assertThat(since.stanzas()).as("a message and a receipt each").hasSize(400);
    assertThat(alice.transport.asked.stream().skip(asked))
        .noneMatch(node -> node.equals(Namespaces.DEVICES));
  }
}
