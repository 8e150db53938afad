package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.MessengerListener;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.chats.Chat;
import im.symbolon.messenger.store.Table;
import im.symbolon.messenger.xmpp.OutgoingStanza;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.Namespaces;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What others learn of what a person does, and what is kept only for a while. */
class HabitsTest {
  private final Circle circle = new Circle(31);
  private final World world = circle.world;
  private final Phone alice = circle.alice;
  private final Phone tablet = circle.tablet;
  private final Phone bob = circle.bob;
  private final Phone laptop = circle.laptop;

  private static Chat with(Phone phone) {
    return phone.messenger.chat(phone.account().equals(ALICE) ? BOB : ALICE);
  }

  private ChatMessage say(Phone by, String text) throws Exception {
    ChatMessage said = with(by).send(Content.of(text));
    world.pass(20);
    return said;
  }

  private boolean knowsItWasRead(Phone writer, ChatMessage said) throws Exception {
    long place = with(writer).line(Target.of(said)).orElseThrow().place();
    return with(writer).summary().state().theirPlace() >= place;
  }

  @Test
  void whatOneDeviceReadAllOthersKnow() throws Exception {
    say(alice, "one");
    ChatMessage last = say(alice, "two");
    assertThat(knowsItWasRead(alice, last)).isFalse();
    assertThat(with(laptop).summary().unread()).isEqualTo(2);
    with(bob).markRead();
    world.pass(20);
    assertThat(with(laptop).summary().unread()).as("bob's other device").isZero();
    assertThat(knowsItWasRead(alice, last)).isTrue();
    assertThat(knowsItWasRead(tablet, last)).isTrue();
  }

  @Test
  void readingAgainIsNotTold() throws Exception {
    say(alice, "one");
    with(bob).markRead();
    world.pass(30);
    Traffic before = Traffic.of(world);
    with(bob).markRead();
    world.pass(30);
    assertThat(Traffic.of(world).since(before).to(ALICE).stanzas()).isEmpty();
  }

  @Test
  void aSilentReaderTellsOnlyTheirOwnDevices() throws Exception {
    bob.messenger.chats().silentReader(true);
    ChatMessage last = say(alice, "one");
    Traffic before = Traffic.of(world);
    with(bob).markRead();
    world.pass(20);
    assertThat(Traffic.of(world).since(before).to(ALICE).stanzas()).isEmpty();
    assertThat(knowsItWasRead(alice, last)).isFalse();
    assertThat(with(laptop).summary().unread()).isZero();
  }

  private List<String> typingSeenBy(Phone phone) {
    List<String> seen = new ArrayList<>();
    phone.messenger.listen(
        new MessengerListener() {
          @Override
          public void typing(BareJid chat, BareJid who, boolean composing) {
            seen.add(who.local() + (composing ? " writes" : " stops"));
          }
        });
    return seen;
  }

  @Test
  void whoWritesIsSeenToWriteAndNothingIsKeptOfIt() throws Exception {
    say(alice, "hello");
    say(bob, "hi");
    List<String> seen = typingSeenBy(bob);
    Traffic before = Traffic.of(world);
    int lines = bob.history(ALICE).size();
    int queued = alice.count(Table.epoch(9, "outbox"));
    for (int i = 0; i < 4; i++) {
      with(alice).typing(true);
    }
    world.pass(6);
    with(alice).typing(false);
    world.pass(10);
    assertThat(seen).containsExactly("alice writes", "alice stops");
    List<OutgoingStanza> sent = Traffic.of(world).since(before).to(BOB).stanzas();
    assertThat(sent)
        .hasSize(2)
        .allSatisfy(
            stanza -> {
              assertThat(stanza.extensions())
                  .anyMatch(each -> each.is(Namespaces.HINTS, "no-store"))
                  .noneMatch(each -> each.is(Namespaces.HINTS, "store"));
            });
    assertThat(bob.history(ALICE)).hasSize(lines);
    assertThat(alice.count(Table.epoch(9, "outbox"))).isEqualTo(queued);
  }

  @Test
  void whatCannotLeaveAtOnceNeverDoes() throws Exception {
    say(alice, "hello");
    say(bob, "hi");
    bob.crash();
    laptop.crash();
    with(alice).typing(true);
    alice.crash();
    world.pass(60);
    List<String> seen = typingSeenBy(bob);
    world.start(alice);
    world.start(bob);
    world.start(laptop);
    world.pass(60);
    assertThat(seen).isEmpty();
    assertThat(bob.notes(ALICE)).isEmpty();
  }

  @Test
  void aSilentWriterIsNotSeen() throws Exception {
    say(alice, "hello");
    say(bob, "hi");
    alice.messenger.chats().silentWriter(true);
    List<String> seen = typingSeenBy(bob);
    with(alice).typing(true);
    world.pass(10);
    assertThat(seen).isEmpty();
  }

  private List<String> texts(Phone phone) throws Exception {
    return with(phone).newest(20).stream().map(each -> each.now().text()).toList();
  }

  @Test
  void whatLastsForAWhileIsGoneEverywhereAfterwards() throws Exception {
    ChatMessage said = with(alice).send(Content.of("for a minute").lasting(Duration.ofSeconds(60)));
    world.pass(20);
    with(alice).edit(Target.of(said), "for one minute", List.of());
    world.pass(100);
    assertThat(texts(alice)).as("from when it was sent").doesNotContain("for one minute");
    assertThat(texts(bob)).as("not read yet").containsExactly("for one minute");
    with(bob).markRead();
    world.pass(30);
    assertThat(texts(bob)).containsExactly("for one minute");
    bob.crash();
    world.pass(60);
    world.start(bob);
    world.pass(10);
    for (Phone each : List.of(alice, tablet, bob, laptop)) {
      assertThat(texts(each)).as(each.account() + " " + each.name()).isEmpty();
    }
  }

  @Test
  void aChatsLifetimeIsThatOfAllThatIsWrittenThere() throws Exception {
    with(alice).lifetime(Duration.ofHours(1));
    ChatMessage said = say(alice, "short");
    assertThat(said.content().lifetime()).contains(Duration.ofHours(1));
    assertThat(bob.history(ALICE).get(0).content().lifetime()).contains(Duration.ofHours(1));
  }
}
