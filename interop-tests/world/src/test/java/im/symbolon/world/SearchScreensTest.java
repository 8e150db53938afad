package im.symbolon.world;

import static im.symbolon.world.World.ALICE;
import static im.symbolon.world.World.BOB;
import static im.symbolon.world.World.CAROL;
import static org.assertj.core.api.Assertions.assertThat;

import im.symbolon.messenger.chat.Target;
import im.symbolon.views.Backstage;
import im.symbolon.views.ChatModel;
import im.symbolon.views.Found;
import im.symbolon.views.Line;
import im.symbolon.views.SearchModel;
import im.symbolon.views.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people find of what they wrote to each other. */
class SearchScreensTest {
  private final World world = new World(23);
  private final Phone alice = world.phone(ALICE, "phone");
  private final Phone bob = world.phone(BOB, "phone");
  private final List<Runnable> waiting = new ArrayList<>();
  private final Session bobs = session(bob);

  SearchScreensTest() {
    world.pass(60);
  }

  /** Pauses end when {@link #wait} says so. */
  private Session session(Phone phone) {
    Backstage.Pauses pauses =
        (pause, task) -> {
          assertThat(pause).isGreaterThan(Duration.ZERO);
          waiting.add(task);
        };
    return new Session(
        phone.messenger, new Backstage(Runnable::run, Runnable::run, Runnable::run, pauses));
  }

  private void waitAWhile() {
    List<Runnable> due = new ArrayList<>(waiting);
    waiting.clear();
    due.forEach(Runnable::run);
  }

  private static List<String> texts(SearchModel search) {
    return search.state().value().found().stream().map(each -> each.excerpt().text()).toList();
  }

  private SearchModel looksFor(String typed) {
    return looksFor(bobs, typed);
  }

  private SearchModel looksFor(Session session, String typed) {
    SearchModel search = session.search(Optional.of(session == bobs ? ALICE : BOB));
    search.typed(typed);
    waitAWhile();
    return search;
  }

  @Test
  void whatCameIsFoundOnceNothingIsTypedForAMoment() {
    alice.send(BOB, "Shall we have Crème brûlée tomorrow?");
    world.pass(30);
    SearchModel search = bobs.search(Optional.empty());
    search.typed("creme br");
    assertThat(search.state().value().searching()).isTrue();
    assertThat(texts(search)).isEmpty();
    waitAWhile();
    assertThat(search.state().value().searching()).isFalse();
    Found found = search.state().value().found().get(0);
    assertThat(found.chat()).isEqualTo(ALICE);
    assertThat(found.excerpt().spans())
        .extracting(each -> found.excerpt().text().substring(each.begin(), each.end()))
        .containsExactly("Crème", "br");
  }

  @Test
  void eachKeyEndsTheSearchBefore() {
    alice.send(BOB, "tea");
    alice.send(BOB, "toast");
    world.pass(30);
    SearchModel search = bobs.search(Optional.empty());
    search.typed("te");
    search.typed("to");
    waitAWhile();
    assertThat(texts(search)).containsExactly("toast");
    search.typed("tea");
    search.typed("");
    waitAWhile();
    assertThat(search.state().value().typed()).isEmpty();
    assertThat(texts(search)).isEmpty();
  }

  @Test
  void whatIsNowhereIsSaidToBeNowhere() {
    SearchModel search = bobs.search(Optional.empty());
    search.typed("nowhere");
    assertThat(search.state().value().isNothing()).isFalse();
    waitAWhile();
    assertThat(search.state().value().isNothing()).isTrue();
    search.typed(" .. ");
    assertThat(search.state().value().isNothing()).isFalse();
  }

  @Test
  void editsAndRetractionsOfOthersAreSeen() {
    String first = alice.send(BOB, "the gate code is seven");
    world.pass(30);
    session(alice).chat(BOB).edit(line(alice, first), "the gate code is nine");
    world.pass(30);
    assertThat(texts(looksFor("seven"))).isEmpty();
    assertThat(texts(looksFor("nine"))).hasSize(1);
    session(alice).chat(BOB).retract(line(alice, first));
    world.pass(30);
    assertThat(texts(looksFor("nine"))).isEmpty();
    assertThat(texts(looksFor("gate"))).isEmpty();
  }

  private Line line(Phone phone, String id) {
    return session(phone).chat(BOB).state().value().lines().stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theIndexIsThereAfterASuddenEnd() throws Exception {
    alice.send(BOB, "remember the milk");
    world.pass(30);
    bob.crash();
    bob.start();
    SearchModel search = session(bob).search(Optional.of(ALICE));
    search.typed("milk");
    waitAWhile();
    assertThat(texts(search)).containsExactly("remember the milk");
  }

  @Test
  void aChatIsShownAroundWhatWasFoundAndGoesOnInBothDirections() {
    for (int i = 0; i < 700; i++) {
      alice.send(BOB, i == 50 ? "needle" : "line " + i);
    }
    world.pass(600);
    Session alices = session(alice);
    Found found = looksFor(alices, "needle").state().value().found().get(0);
    ChatModel chat = alices.chat(BOB);
    chat.show(found.line());
    assertThat(chat.state().value().sought().map(ChatModel.Sought::line)).contains(found.line());
    assertThat(lines(chat)).contains("needle", "line 51", "line 100").doesNotContain("line 699");
    assertThat(chat.state().value().newer()).isTrue();
    int pages = 0;
    while (chat.state().value().newer()) {
      assertThat(lines(chat).size()).isLessThanOrEqualTo(ChatModel.WINDOW);
      chat.newer();
      assertThat(++pages).isLessThan(20);
    }
    assertThat(lines(chat)).endsWith("line 699");
    chat.show(found.line());
    while (chat.state().value().older()) {
      chat.older();
      assertThat(++pages).isLessThan(40);
    }
    assertThat(lines(chat)).startsWith("line 0");
    chat.show(new Target(BOB, "nothing"));
    assertThat(lines(chat)).startsWith("line 0");
  }

  private static List<String> lines(ChatModel chat) {
    return chat.state().value().lines().stream().map(Line::text).toList();
  }

  @Test
  void pagesAreAddedBelow() {
    for (int i = 0; i < 120; i++) {
      alice.send(BOB, "bread " + i);
    }
    alice.send(CAROL, "no bread for bob");
    world.pass(300);
    SearchModel search = looksFor(session(alice), "bread");
    assertThat(texts(search)).hasSize(50).startsWith("bread 119");
    search.more();
    search.more();
    assertThat(texts(search)).hasSize(120).endsWith("bread 0").doesNotHaveDuplicates();
    assertThat(search.state().value().next()).isEmpty();
    search.more();
    assertThat(texts(search)).hasSize(120);
  }
}
