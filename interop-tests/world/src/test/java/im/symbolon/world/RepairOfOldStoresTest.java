package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Note;
import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.delivery.Gap;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A device that found its store rolled back, and replaced itself: what it was sent meanwhile. */
class RepairOfOldStoresTest {
  private final World world = new World(37);
  private final Phone alice = world.phone(ALICE, "phone");
  private final Phone bob = world.phone(BOB, "phone");

  private void chat(int first, int last) {
    for (int i = first; i <= last; i++) {
      alice.send(BOB, "a" + i);
      bob.send(ALICE, "b" + i);
      world.pass(5);
    }
  }

  private void restored(Phone phone) {
    MemoryRowStore old = phone.copyOfStore();
    phone.transport.cut();
    world.pass(30);
    chat(4, 8);
    phone.replaceStore(old);
    world.start(phone);
    world.pass(300);
  }

  private List<Note> notes(Phone phone) {
    return phone.notes(phone.account().equals(ALICE) ? BOB : ALICE).stream()
        .map(m -> m.note().orElseThrow())
        .toList();
  }

  /** REVIEW 7: seven days, and with a line in the sender's chat. */
  @Test
  void contactsSendTheGapAgainAndSeeALine() {
    world.pass(120);
    chat(1, 3);
    DeviceId before = bob.messenger.device();
    restored(bob);
    assertThat(bob.messenger.device()).isNotEqualTo(before);
    assertThat(bob.texts(ALICE, false))
        .contains("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8")
        .doesNotHaveDuplicates();
    assertThat(notes(alice)).containsExactly(Note.GAP_FILLED);
    assertThat(notes(bob)).isEmpty();
  }

  @Test
  void ownDevicesGiveBothSidesOfEveryChat() {
    world.pass(120);
    Phone tablet = world.phone(BOB, "tablet");
    world.pass(120);
    chat(1, 3);
    restored(bob);
    assertThat(bob.texts(ALICE, false)).contains("a4", "a8").doesNotHaveDuplicates();
    assertThat(bob.texts(ALICE, true)).contains("b4", "b8").doesNotHaveDuplicates();
    assertThat(bob.history(ALICE)).extracting(ChatMessage::id).doesNotHaveDuplicates();
    assertThat(notes(tablet)).isEmpty();
  }

  /** REVIEW 7: nobody gets a gap who did not take another device's place. */
  @Test
  void aGapWithoutAReplacementIsNotGiven() {
    world.pass(120);
    chat(1, 3);
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
    assertThat(notes(alice)).isEmpty();
  }
}
