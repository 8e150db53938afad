package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.delivery.Gap;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** REVIEW 7: a device that took another one's place gets what that one lost, and nobody else. */
class GapTest {
  private final World world = new World(37);
  private final Control control = new Control(world);
  private Phone alice;
  private Phone bob;

  @BeforeEach
  void conversation() {
    alice = world.phone(ALICE, "phone");
    bob = world.phone(BOB, "phone");
    world.pass(120);
    alice.send(BOB, "a1");
    bob.send(ALICE, "b1");
    world.pass(60);
  }

  /** The store as it was before what follows, as the device knows when it is put back. */
  private MemoryRowStore old() {
    MemoryRowStore old = bob.copyOfStore();
    bob.transport.cut();
    world.pass(60);
    return old;
  }

  private void putBack(MemoryRowStore old) {
    DeviceId before = bob.messenger.device();
    bob.replaceStore(old);
    world.start(bob);
    world.pass(300);
    assertThat(bob.messenger.device()).isNotEqualTo(before);
  }

  private static List<Note> lines(Phone phone) {
    return phone.notes(phone.account().equals(ALICE) ? BOB : ALICE).stream()
        .map(line -> line.note().orElseThrow())
        .toList();
  }

  @Test
  @DisplayName("REVIEW 7: a contact gives what it wrote, under its own id and time, and sees a line")
  void aContactGivesWhatItWroteAndSeesALine() {
    MemoryRowStore old = old();
    String id = alice.send(BOB, "a2");
    Instant written = alice.history(BOB).get(2).time();
    bob.send(ALICE, "b2");
    world.pass(30);
    putBack(old);
    assertThat(bob.texts(ALICE, false)).containsExactly("a1", "a2");
    ChatMessage given = bob.history(ALICE).get(bob.history(ALICE).size() - 1);
    assertThat(given.id()).isEqualTo(id);
    assertThat(given.time()).isEqualTo(written);
    assertThat(given.sender()).isEqualTo(ALICE);
    assertThat(lines(alice)).containsExactly(Note.GAP_FILLED);
    assertThat(lines(bob)).isEmpty();
    assertThat(alice.texts(BOB, false)).containsExactly("b1", "b2");
  }
}
