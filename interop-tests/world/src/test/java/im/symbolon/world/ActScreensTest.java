package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.views.Backstage;
import im.symbolon.views.ChatItem;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Line;
import im.symbolon.views.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What screens show of answers, reactions, and what a person decided about a chat. */
class ActScreensTest {
  private final World world = new World(12);
  private final Phone alice = world.phone(ALICE, "phone");
  private final Phone bob = world.phone(BOB, "phone");
  private final Session alices = session(alice);
  private final Session bobs = session(bob);

  ActScreensTest() {
    world.pass(60);
  }

  private static Session session(Phone phone) {
    return new Session(phone.messenger, new Backstage(Runnable::run, Runnable::run, Runnable::run));
  }

  private static Line last(ChatModel chat) {
    List<Line> lines = chat.state().value().lines();
    return lines.get(lines.size() - 1);
  }

  private static ChatItem first(Session session) {
    return session.chats().state().value().chats().get(0);
  }

  @Test
  void anAnswerShowsWhatItAnswersAsItIsNow() {
    ChatModel hers = alices.chat(BOB);
    hers.send("the\nfirst");
    world.pass(30);
    ChatModel his = bobs.chat(ALICE);
    his.answer(his.lastOfOthers().get(), "yes");
    world.pass(30);
    Line.Quote quote = last(hers).quote().get();
    assertThat(quote.text()).isEqualTo("the first");
    assertThat(quote.mine()).isTrue();
    hers.edit(hers.lastOwn().get(), "the second");
    world.pass(30);
    assertThat(last(his).quote().get().text()).isEqualTo("the second");
    hers.retract(hers.lastOwn().get());
    world.pass(30);
    assertThat(last(his).quote().get().text()).isEmpty();
    assertThat(hers.lastOwn()).isEmpty();
  }

  @Test
  void whatIsAnsweredIsFoundOutsideOfTheWindow() {
    ChatModel hers = alices.chat(BOB);
    hers.send("long ago");
    Line old = last(hers);
    for (int i = 0; i < 150; i++) {
      alice.send(BOB, "line " + i);
    }
    hers.answer(old, "about that");
    assertThat(hers.state().value().lines()).noneMatch(line -> line.text().equals("long ago"));
    assertThat(last(hers).quote().get().text()).isEqualTo("long ago");
  }

  @Test
  void aReactionIsGivenBesideOthersAndTakenBack() {
    ChatModel hers = alices.chat(BOB);
    hers.send("hello");
    world.pass(30);
    ChatModel his = bobs.chat(ALICE);
    his.react(last(his), "👍");
    world.pass(1);
    his.react(last(his), "🙏");
    world.pass(30);
    assertThat(last(hers).fate().reactions())
        .containsExactlyInAnyOrder(
            new Line.Reaction("👍", 1, false), new Line.Reaction("🙏", 1, false));
    hers.react(last(hers), "👍");
    assertThat(last(hers).fate().reactions()).contains(new Line.Reaction("👍", 2, true));
    his.react(last(his), "👍");
    world.pass(30);
    assertThat(last(his).fate().reactions())
        .containsExactlyInAnyOrder(
            new Line.Reaction("👍", 1, false), new Line.Reaction("🙏", 1, true));
  }

  @Test
  void whereTheUnreadBeginsStandsUntilOneWrites() {
    alice.send(BOB, "one");
    world.pass(30);
    bobs.chats().accept(ALICE);
    ChatModel before = bobs.chat(ALICE);
    before.read();
    before.close();
    alice.send(BOB, "two");
    alice.send(BOB, "three");
    world.pass(30);
    ChatModel his = bobs.chat(ALICE);
    his.read();
    alice.send(BOB, "four");
    world.pass(30);
    Optional<Line> from =
        his.state().value().lines().stream()
            .filter(line -> his.state().value().unread().equals(Optional.of(line.target())))
            .findFirst();
    assertThat(from.map(Line::text)).contains("two");
    his.read();
    his.send("here I am");
    assertThat(his.state().value().unread()).isEmpty();
    assertThat(bobs.chat(ALICE).state().value().unread()).isEmpty();
  }

  @Test
  void whatIsDecidedAboutAChatIsShownAndTakenBack() {
    alice.send(BOB, "hello");
    alices.chats().opened(BOB);
    assertThat(first(alices).decided())
        .isEqualTo(new ChatItem.Decided(false, false, Optional.empty(), false));
    alices.chats().pin(BOB, true);
    alices.chats().archive(BOB, true);
    alices.chats().mute(BOB, Optional.of(Instant.MAX));
    assertThat(first(alices).decided())
        .isEqualTo(new ChatItem.Decided(true, true, Optional.of(Instant.MAX), false));
    assertThat(first(alices).isMuted(Instant.now())).isTrue();
    alices.chats().mute(BOB, Optional.empty());
    alices.chats().pin(BOB, false);
    alices.chats().archive(BOB, false);
    assertThat(first(alices).decided())
        .isEqualTo(new ChatItem.Decided(false, false, Optional.empty(), false));
  }
}
