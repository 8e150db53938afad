package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.search.Hit;
import im.symbolon.messenger.search.Hits;
import im.symbolon.messenger.search.IndexProgress;
import im.symbolon.messenger.search.Mark;
import im.symbolon.messenger.search.Search;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.words.Query;
import im.symbolon.protocol.BareJid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What is looked for among the messages, of all chats or of one. A search begins when nothing was
 * typed for a moment, and ends the one before.
 */
public final class SearchModel implements AutoCloseable {
  /** How long nothing is typed before it is looked for. */
  public static final Duration PAUSE = Duration.ofMillis(120);

  private static final Duration INDEXING = Duration.ofSeconds(1);
  private static final int PAGE = 50;

  private final Session session;
  private final Optional<BareJid> only;
  private final State<View> state;
  private final AtomicLong round = new AtomicLong();

  /**
   * What the screen shows.
   *
   * @param typed what this is about; empty when nothing is looked for
   * @param searching whether it may not be all yet
   * @param found the newest first
   * @param next whether there is more
   * @param indexed how many of a hundred messages can be found so far
   */
  public record View(
      String typed,
      boolean searching,
      List<Found> found,
      Optional<Mark> next,
      int indexed,
      Optional<Problem> problem) {
    static final View NOTHING =
        new View("", false, List.of(), Optional.empty(), 100, Optional.empty());

    public View {
      found = List.copyOf(found);
    }

    /** True when it is certain that there is nothing. */
    public boolean isNothing() {
      return !typed.isEmpty() && !searching && found.isEmpty() && !problem.isPresent();
    }

    private View failed(Problem why) {
      return new View(typed, false, found, next, indexed, Optional.of(why));
    }
  }

  SearchModel(Session session, Optional<BareJid> only) {
    this.session = session;
    this.only = only;
    this.state = session.backstage().state(View.NOTHING);
  }

  public State<View> state() {
    return state;
  }

  /** That stands in the field now. */
  public void typed(String text) {
    long mine = round.incrementAndGet();
    String wanted = text.trim();
    if (Query.of(wanted).isEmpty()) {
      state.set(View.NOTHING);
      return;
    }
    state.change(
        was -> new View(wanted, true, was.found(), Optional.empty(), was.indexed(), was.problem()));
    session.backstage().after(PAUSE, () -> begin(mine, wanted, Optional.empty()));
  }

  /** Looks for what is older than all that is shown. */
  public void more() {
    View now = state.value();
    if (!now.searching() && now.next().isPresent()) {
      long mine = round.incrementAndGet();
      state.change(
          was ->
              new View(was.typed(), true, was.found(), was.next(), was.indexed(), was.problem()));
      begin(mine, now.typed(), now.next());
    }
  }

  private void begin(long mine, String wanted, Optional<Mark> after) {
    if (round.get() == mine) {
      session
          .backstage()
          .slowly(
              () -> find(mine, wanted, after),
              problem -> ifCurrent(mine, () -> state.change(was -> was.failed(problem))));
    }
  }

  private void find(long mine, String wanted, Optional<Mark> after) throws StoreException {
    Search search = messenger().search();
    IndexProgress index = search.progress();
    Query query = Query.of(wanted);
    Hits hits =
        search.find(new Search.Question(query, only, after, PAGE), () -> round.get() != mine);
    List<Found> found = shown(hits.hits());
    int indexed = indexed(index);
    ifCurrent(
        mine,
        () ->
            state.change(
                was -> {
                  List<Found> all = new ArrayList<>(after.isPresent() ? was.found() : List.of());
                  all.addAll(found);
                  return new View(wanted, false, all, hits.next(), indexed, Optional.empty());
                }));
    if (!index.done() && !after.isPresent()) {
      session.backstage().after(INDEXING, () -> begin(mine, wanted, Optional.empty()));
    }
  }

  private static int indexed(IndexProgress index) {
    return index.done()
        ? 100
        : (int) Math.min(99, 100 * index.passed() / Math.max(1, index.total()));
  }

  private void ifCurrent(long mine, Runnable task) {
    if (round.get() == mine) {
      task.run();
    }
  }

  private List<Found> shown(List<Hit> hits) throws StoreException {
    Map<BareJid, ChatItem> chats = new HashMap<>();
    session.chats().state().value().chats().forEach(each -> chats.put(each.chat(), each));
    ChatItems items = new ChatItems(messenger());
    List<Found> found = new ArrayList<>();
    for (Hit each : hits) {
      BareJid chat = each.line().original().chat();
      if (!chats.containsKey(chat)) {
        chats.put(chat, items.of(messenger().chat(chat).summary()));
      }
      found.add(of(each, chats.get(chat)));
    }
    return found;
  }

  private static Found of(Hit hit, ChatItem chat) {
    ChatMessage said = hit.line().original();
    boolean file = hit.inText().isEmpty();
    Excerpt excerpt =
        file
            ? Excerpt.of(hit.files().get(0).name(), hit.files().get(0).spans())
            : Excerpt.of(hit.line().now().text(), hit.inText());
    return new Found(
        chat.chat(),
        chat.name(),
        chat.isGroup(),
        hit.line().target(),
        said.outgoing(),
        said.time(),
        file,
        excerpt);
  }

  private Messenger messenger() {
    return session.messenger();
  }

  /** Ends what is under way. */
  @Override
  public void close() {
    round.incrementAndGet();
  }
}
