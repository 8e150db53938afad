package im.symbolon.world;

import static im.symbolon.protocol.OmemoVersion.LEGACY;
import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.DeliveryState;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.chats.Chat;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Legacy OMEMO carries texts: what is done to messages is written as people would write it. */
class LegacyActsTest {
  private final World world = new World(23);
  private final Phone alice = world.phone(ALICE, "phone");
  private final Phone bob = world.phone(BOB, "phone", LEGACY);

  @Test
  void answersQuoteAndEditsSaySo() throws Exception {
    world.pass(30);
    Chat chat = alice.messenger.chat(BOB);
    bob.send(ALICE, "cake?\nor tea?");
    world.pass(20);
    Target theirs = Target.of(alice.history(BOB).get(0));
    ChatMessage yes = chat.reply(theirs, Content.of("Yess"));
    world.pass(20);
    chat.edit(Target.of(yes), "Yes", List.of());
    world.pass(20);
    assertThat(bob.texts(ALICE, false)).containsExactly("> cake?\n> or tea?\nYess", "* Yes");
    assertThat(chat.newest(1).get(0).now().text()).isEqualTo("Yes");
  }

  @Test
  void whatTheyCannotReadHoldsNothingUp() throws Exception {
    world.pass(30);
    Chat chat = alice.messenger.chat(BOB);
    ChatMessage oops = chat.send(Content.of("wrong window"));
    world.pass(20);
    chat.react(Target.of(oops), new TreeSet<>(List.of("👍")));
    chat.retract(Target.of(oops));
    String next = alice.send(BOB, "right window");
    world.pass(60);
    assertThat(bob.texts(ALICE, false)).containsExactly("wrong window", "right window");
    assertThat(alice.stateOf(BOB, next)).isNotEqualTo(DeliveryState.QUEUED);
    assertThat(chat.line(Target.of(oops)).orElseThrow().retracted()).isTrue();
  }
}
