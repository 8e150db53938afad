package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatSummary;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.Draft;
import im.symbolon.messenger.chat.NoteAction;
import im.symbolon.messenger.chat.Reply;
import im.symbolon.messenger.chat.Shown;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** One chat on the screen: a window of its lines, moved by paging, and what is written there. */
public final class ChatModel implements AutoCloseable {
  /** As many lines are kept at most. */
  public static final int WINDOW = 300;

  private static final int STEP = 100;

  private final Session session;
  private final BareJid chat;
  private final State<View> state;
  private final Recent recent;
  private final Watch heard;
  private final Deque<Long> ends = new ArrayDeque<>();
  private long before = Long.MAX_VALUE;
  private int size = STEP;
  private long readPlace = -1;

  /**
   * What the screen shows.
   *
   * @param lines oldest first
   * @param older whether there are lines before these
   * @param newer whether there are lines after these
   * @param typing whether the other one writes at this moment
   * @param unread the first line that was not read when the chat was opened
   * @param names what who is in a group is called, each so that it says who it is: where two are
   *     called the same, with their addresses; empty for a person
   */
  public record View(
      boolean loaded,
      String title,
      ChatItem.Kind kind,
      boolean verified,
      List<Line> lines,
      boolean older,
      boolean newer,
      boolean typing,
      Optional<Target> unread,
      ChatItem.Who who,
      Map<BareJid, String> names,
      Optional<Problem> problem) {
    public View {
      lines = List.copyOf(lines);
      names = Collections.unmodifiableMap(new TreeMap<>(names));
    }

    /** What whoever wrote something is called. */
    public String nameOf(BareJid sender) {
      return names.getOrDefault(sender, Harmless.name(sender.local()));
    }

    public boolean isOpen() {
      return kind == ChatItem.Kind.PERSON || kind == ChatItem.Kind.GROUP;
    }

    View typing(boolean now) {
      return new View(
          loaded, title, kind, verified, lines, older, newer, now, unread, who, names, problem);
    }

    View with(Optional<Problem> what) {
      return new View(
          loaded, title, kind, verified, lines, older, newer, typing, unread, who, names, what);
    }
  }

  ChatModel(Session session, BareJid chat) {
    this.session = session;
    this.chat = chat;
    View none =
        new View(
            false,
            chat.local(),
            ChatItem.Kind.PERSON,
            false,
            List.of(),
            false,
            false,
            false,
            Optional.empty(),
            ChatItem.Who.UNKNOWN,
            Map.of(),
            Optional.empty());
    this.state = session.backstage().state(none);
    this.recent = new Recent(session.backstage(), this::load, this::failed);
    this.heard = session.hear(new Ear());
    recent.again();
    session.backstage().slowly(this::whereabouts, problem -> {}); // offline, nobody needs to know
  }

  /** When who is not there was there last, if they let us see that. */
  private void whereabouts() throws TransportException {
    messenger().whereabouts().look(chat);
    recent.again();
  }

  private final class Ear implements Heard {
    @Override
    public void chat(BareJid which) {
      if (which.equals(chat)) {
        recent.again();
      }
    }

    @Override
    public void typing(BareJid which, boolean composing) {
      if (which.equals(chat)) {
        state.change(was -> was.typing(composing));
      }
    }

    @Override
    public void person(BareJid person) {
      chat(person);
    }

    @Override
    public void contacts() {
      recent.again();
    }

    @Override
    public void presence(BareJid person) {
      chat(person);
    }

    @Override
    public void portrait(BareJid who) {
      recent.again();
    }

    @Override
    public void group(BareJid room) {
      chat(room);
    }

    @Override
    public void connection() {
      recent.again(); // or more of the history came
    }
  }

  public BareJid chat() {
    return chat;
  }

  public BareJid account() {
    return session.account();
  }

  public State<View> state() {
    return state;
  }

  private Messenger messenger() {
    return session.messenger();
  }

  private void failed(Problem problem) {
    state.change(was -> was.with(Optional.of(problem)));
  }

  /** The person has seen what went wrong. */
  public void dismiss() {
    state.change(was -> was.with(Optional.empty()));
  }

  private void load() throws StoreException {
    ChatSummary summary = messenger().chat(chat).summary();
    List<Shown> found = new ArrayList<>(messenger().chat(chat).page(before, size + 1));
    boolean older = found.size() > size;
    List<Shown> window = older ? found.subList(0, size) : found;
    Collections.reverse(window);
    List<Line> lines = new Answers(messenger(), chat).lines(window, summary.state().theirPlace());
    Optional<Target> unread = firstUnread(summary, window, older);
    ChatItems items = new ChatItems(messenger());
    ChatItem item = items.of(summary);
    Map<BareJid, String> names =
        item.isGroup() ? new GroupNames(messenger(), items).in(chat) : Map.<BareJid, String>of();
    state.change(
        was ->
            new View(
                true,
                item.name(),
                item.kind(),
                item.verified(),
                lines,
                older,
                before != Long.MAX_VALUE,
                was.typing(),
                unread,
                item.who(),
                names,
                was.problem()));
  }

  /** Of those that were there at first; it stays while the chat is open, until we write. */
  private Optional<Target> firstUnread(ChatSummary summary, List<Shown> window, boolean older) {
    if (readPlace < 0) {
      readPlace = summary.unread() > 0 ? summary.state().readPlace() : Long.MAX_VALUE;
    }
    for (int i = 0; i < window.size(); i++) {
      Shown each = window.get(i);
      if (each.place() > readPlace && !each.original().outgoing()) {
        return i == 0 && older ? Optional.empty() : Optional.of(each.target());
      }
    }
    return Optional.empty();
  }

  /** Moves the window towards what was said before. */
  public void older() {
    move(
        () -> {
          if (size < WINDOW) {
            size = Math.min(WINDOW, size + STEP);
          } else {
            ends.push(before);
            before = endAfter(STEP);
          }
        });
  }

  /** The place after the line that stands so many before the end of the window. */
  private long endAfter(int lines) throws StoreException {
    List<Shown> page = messenger().chat(chat).page(before, lines);
    return page.isEmpty() ? before : page.get(page.size() - 1).place();
  }

  /** Moves the window towards now. */
  public void newer() {
    move(() -> before = ends.isEmpty() ? Long.MAX_VALUE : ends.pop());
  }

  /** Moves the window to what was said last. */
  public void newest() {
    move(this::toNewest);
  }

  private void toNewest() {
    before = Long.MAX_VALUE;
    ends.clear();
    size = STEP;
  }

  private void move(Backstage.Task step) {
    session.backstage().quickly(step, this::failed);
    recent.again();
  }

  /** Sends a text; it stands in the chat at once. */
  public void send(String text) {
    send(Content.of(text));
  }

  /** Sends a text that answers a line. */
  public void answer(Line line, String text) {
    send(Content.of(text).answering(new Reply(line.sender(), line.id())));
  }

  private void send(Content content) {
    act(
        () -> {
          messenger().chat(chat).send(content);
          messenger().chat(chat).draft(new Draft("", Optional.empty()));
          readPlace = Long.MAX_VALUE;
          toNewest();
        });
  }

  /** Replaces what a line of ours says; everybody sees that it was edited. */
  public void edit(Line line, String text) {
    act(() -> messenger().chat(chat).edit(line.target(), text, List.of()));
  }

  /** Takes back a line of ours, as far as that can be done. */
  public void retract(Line line) {
    act(() -> messenger().chat(chat).retract(line.target()));
  }

  /** Says that we think that of a line, or that we do not any more. */
  public void react(Line line, String emoji) {
    SortedSet<String> chosen = new TreeSet<>();
    line.fate().reactions().stream()
        .filter(Line.Reaction::mine)
        .forEach(each -> chosen.add(each.emoji()));
    if (!chosen.remove(emoji)) {
      chosen.add(emoji);
    }
    act(() -> messenger().chat(chat).react(line.target(), chosen));
  }

  /** What we wrote last and can still change. */
  public Optional<Line> lastOwn() {
    return last(line -> line.isOurs() && !line.text().isEmpty());
  }

  /** What somebody else wrote last. */
  public Optional<Line> lastOfOthers() {
    return last(line -> !line.mine() && line.isSaid());
  }

  private Optional<Line> last(Predicate<Line> which) {
    return state.value().lines().stream().filter(which).reduce((first, second) -> second);
  }

  private void act(Backstage.Task task) {
    session
        .backstage()
        .quickly(
            () -> {
              task.run();
              recent.again();
            },
            this::failed);
  }

  /** A person has read what is shown. Who only asks to be let in does not learn that. */
  public void read() {
    View now = state.value();
    ChatItem.Kind kind = now.kind();
    boolean shut = kind == ChatItem.Kind.REQUEST || kind == ChatItem.Kind.BLOCKED;
    if (!now.loaded() || shut) {
      return;
    }
    session.backstage().quickly(() -> messenger().chat(chat).markRead(), this::failed);
  }

  /** A person writes, or stopped. */
  public void typing(boolean composing) {
    session.backstage().quickly(() -> messenger().chat(chat).typing(composing), this::failed);
  }

  /** Keeps what was begun to be written. */
  public void draft(String text) {
    Draft draft = new Draft(text, Optional.empty());
    session.backstage().quickly(() -> messenger().chat(chat).draft(draft), this::failed);
  }

  /** Does what helps with a note, as far as no other screen has to. */
  public void help(NoteAction action) {
    if (action == NoteAction.RENEW_SESSION) {
      session.backstage().quickly(() -> messenger().renewSessions(chat), this::failed);
    }
  }

  @Override
  public void close() {
    heard.close();
  }
}
