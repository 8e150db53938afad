package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatSummary;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.Draft;
import im.symbolon.messenger.chat.NoteAction;
import im.symbolon.messenger.chat.Reply;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.omemo.Mention;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;

/** One chat on the screen: a window of its lines, moved by paging, and what is written there. */
public final class ChatModel implements AutoCloseable {
  /** As many lines are kept at most. */
  public static final int WINDOW = 300;

  private final Session session;
  private final BareJid chat;
  private final State<View> state;
  private final Recent recent;
  private final Watch heard;
  private final ChatWindow window;
  private final ChatFiles files;
  private final VoiceModel voice;
  private volatile boolean unseen;

  /**
   * What the screen shows.
   *
   * @param lines oldest first
   * @param older whether there are lines before these
   * @param newer whether there are lines after these
   * @param writing who writes at this moment, in the order in which they began
   * @param unread the first line that was not read when the chat was opened
   * @param sought the line that was asked for last, to be brought into sight
   * @param names what who is in a group is called, each so that it says who it is: where two are
   *     called the same, with their addresses; empty for a person
   * @param files where the files of these lines are
   */
  public record View(
      boolean loaded,
      String title,
      ChatItem.Kind kind,
      boolean verified,
      List<Line> lines,
      boolean older,
      boolean newer,
      List<BareJid> writing,
      Optional<Target> unread,
      Optional<Sought> sought,
      ChatItem.Who who,
      Map<BareJid, String> names,
      Optional<Problem> problem,
      Map<FileKey, FileState> files) {
    public View {
      lines = List.copyOf(lines);
      writing = List.copyOf(writing);
      names = Collections.unmodifiableMap(new TreeMap<>(names));
      files = Map.copyOf(files);
    }

    /** Of a chat in which nothing is to be seen yet. */
    public static View of(String title, ChatItem.Kind kind, Map<BareJid, String> names) {
      return new View(
          false,
          title,
          kind,
          false,
          List.of(),
          false,
          false,
          List.of(),
          Optional.empty(),
          Optional.empty(),
          ChatItem.Who.UNKNOWN,
          names,
          Optional.empty(),
          Map.of());
    }

    /** What whoever wrote something is called. */
    public String nameOf(BareJid sender) {
      return names.getOrDefault(sender, Harmless.name(sender.local()));
    }

    /** Where that file is. */
    public FileState file(FileKey which) {
      return files.getOrDefault(which, FileState.ABSENT);
    }

    public boolean isOpen() {
      return kind == ChatItem.Kind.PERSON || kind == ChatItem.Kind.GROUP;
    }

    View writing(List<BareJid> now) {
      return changed(now, problem, files);
    }

    /** Those who are still in the group. */
    private List<BareJid> writing(ChatItem now, Set<BareJid> members) {
      List<BareJid> left = new ArrayList<>(writing);
      left.removeIf(each -> now.isGroup() && !members.contains(each));
      return left;
    }

    View with(Optional<Problem> what) {
      return changed(writing, what, files);
    }

    View files(Map<FileKey, FileState> now) {
      return changed(writing, problem, now);
    }

    private View changed(
        List<BareJid> writes, Optional<Problem> what, Map<FileKey, FileState> kept) {
      return new View(
          loaded, title, kind, verified, lines, older, newer, writes, unread, sought, who, names,
          what, kept);
    }
  }

  /**
   * A line that was asked for.
   *
   * @param time so many were asked for before
   */
  public record Sought(Target line, int time) {}

  ChatModel(Session session, BareJid chat) {
    this.session = session;
    this.chat = chat;
    View none = View.of(chat.local(), ChatItem.Kind.PERSON, Map.of());
    this.state = session.backstage().state(none);
    this.recent = new Recent(session.backstage(), this::load, this::failed);
    this.window = new ChatWindow(session.messenger(), chat);
    this.files = new ChatFiles(session, chat, told());
    this.voice = new VoiceModel(session, files);
    Writers writers = new Writers(session.backstage(), this::writing);
    this.heard = session.hear(new ChatEar(chat, recent::again, this::attended, writers));
    recent.again();
    session.backstage().slowly(this::whereabouts, problem -> {}); // offline, nobody needs to know
  }

  /** When who is not there was there last, if they let us see that. */
  private void whereabouts() throws TransportException {
    messenger().whereabouts().look(chat);
    recent.again();
  }

  private void writing(List<BareJid> now) {
    state.change(was -> was.writing(now));
  }

  private void attended() {
    if (unseen) {
      read();
    }
  }

  private ChatFiles.Told told() {
    return new ChatFiles.Told(
        now -> state.change(was -> was.files(now)), this::wrote, recent::again, this::failed);
  }

  private void wrote() {
    window.wrote();
    recent.again();
  }

  public BareJid chat() {
    return chat;
  }

  /** The files of this chat. */
  public ChatFiles files() {
    return files;
  }

  /** Recordings: made and played. */
  public VoiceModel voice() {
    return voice;
  }

  public BareJid account() {
    return session.account();
  }

  public State<View> state() {
    return state;
  }

  /** What can be chosen to write, and to say what we think of a line. */
  public EmojiModel emoji() {
    return session.emoji();
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
    ChatWindow.Page page = window.page();
    Optional<Target> unread = window.firstUnread(summary, page);
    ChatItems items = new ChatItems(messenger());
    ChatItem item = items.of(summary);
    Map<BareJid, String> names =
        item.isGroup() ? new GroupNames(messenger(), items).in(chat) : Map.<BareJid, String>of();
    List<Line> lines =
        new Answers(messenger(), chat, names.keySet())
            .lines(page.lines(), summary.state().theirPlace());
    Map<FileKey, FileState> kept = files.shown(page.lines());
    state.change(
        was ->
            new View(
                true,
                item.name(),
                item.kind(),
                item.verified(),
                lines,
                page.older(),
                !window.isNewest(),
                was.writing(item, names.keySet()),
                unread,
                window.sought(),
                item.who(),
                names,
                was.problem(),
                kept));
  }

  /** Moves the window towards what was said before. */
  public void older() {
    move(window::older);
  }

  /** Moves the window towards now. */
  public void newer() {
    move(window::newer);
  }

  /** Moves the window to that line, if it is here, with what was said around it. */
  public void show(Target line) {
    move(() -> window.show(line));
  }

  /** Moves the window to what was said last. */
  public void newest() {
    move(window::newest);
  }

  private void move(Backstage.Task step) {
    session.backstage().quickly(step, this::failed);
    recent.again();
  }

  /** Sends a text; it stands in the chat at once. */
  public void send(String text) {
    send(written(text));
  }

  /** Sends a text that answers a line. */
  public void answer(Line line, String text) {
    send(written(text).answering(new Reply(line.sender(), line.id())));
  }

  private Content written(String text) {
    return Content.of(text).mentioning(Naming.in(text, state.value(), account()));
  }

  /** Which members of the group may be meant by that much of a name; none for a person. */
  public List<Naming.Choice> choices(String said) {
    return Naming.choices(state.value().names(), account(), said);
  }

  private void send(Content content) {
    act(
        () -> {
          messenger().chat(chat).send(content);
          messenger().chat(chat).draft(new Draft("", Optional.empty()));
          window.wrote();
        });
  }

  /** Replaces what a line of ours says; everybody sees that it was edited. */
  public void edit(Line line, String text) {
    List<Mention> named = Naming.in(text, state.value(), account(), line);
    act(() -> messenger().chat(chat).edit(line.target(), text, named));
  }

  /** Takes back a line of ours, as far as that can be done. */
  public void retract(Line line) {
    act(() -> messenger().chat(chat).retract(line.target()));
  }

  /** Says that we think that of a line, or that we do not any more. */
  public void react(Line line, String emoji) {
    SortedSet<String> chosen = line.thinking(emoji);
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

  /** What went wrong before is over when a person goes on. */
  private void act(Backstage.Task task) {
    dismiss();
    session
        .backstage()
        .quickly(
            () -> {
              task.run();
              recent.again();
            },
            this::failed);
  }

  /**
   * What is shown counts as read as soon as a person looks at the window. Who only asks to be let
   * in does not learn that.
   */
  public void read() {
    unseen = !session.isAttended();
    View now = state.value();
    ChatItem.Kind kind = now.kind();
    boolean shut = kind == ChatItem.Kind.REQUEST || kind == ChatItem.Kind.BLOCKED;
    if (unseen || !now.loaded() || shut) {
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
    voice.close();
    files.close();
  }
}
