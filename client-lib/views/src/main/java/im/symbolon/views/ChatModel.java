package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatSummary;
import im.symbolon.messenger.chat.Content;
import im.symbolon.messenger.chat.Draft;
import im.symbolon.messenger.chat.NoteAction;
import im.symbolon.messenger.chat.Reply;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
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

  /**
   * What the screen shows.
   *
   * @param lines oldest first
   * @param older whether there are lines before these
   * @param newer whether there are lines after these
   * @param typing whether the other one writes at this moment
   * @param unread the first line that was not read when the chat was opened
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
      boolean typing,
      Optional<Target> unread,
      Optional<Problem> problem,
      Map<FileKey, FileState> files) {
    public View {
      lines = List.copyOf(lines);
      files = Map.copyOf(files);
    }

    /** Where that file is. */
    public FileState file(FileKey which) {
      return files.getOrDefault(which, FileState.ABSENT);
    }

    public boolean isOpen() {
      return kind == ChatItem.Kind.PERSON || kind == ChatItem.Kind.GROUP;
    }

    View typing(boolean now) {
      return new View(
          loaded, title, kind, verified, lines, older, newer, now, unread, problem, files);
    }

    View with(Optional<Problem> what) {
      return new View(
          loaded, title, kind, verified, lines, older, newer, typing, unread, what, files);
    }

    View files(Map<FileKey, FileState> now) {
      return new View(
          loaded, title, kind, verified, lines, older, newer, typing, unread, problem, now);
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
            Optional.empty(),
            Map.of());
    this.state = session.backstage().state(none);
    this.recent = new Recent(session.backstage(), this::load, this::failed);
    this.window = new ChatWindow(session.messenger(), chat);
    this.files = new ChatFiles(session, chat, told());
    this.voice = new VoiceModel(session, files);
    this.heard = session.hear(new ChatEar(chat, recent::again, this::composing));
    recent.again();
  }

  private void composing(boolean now) {
    state.change(was -> was.typing(now));
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
    List<Line> lines =
        new Answers(messenger(), chat).lines(page.lines(), summary.state().theirPlace());
    Optional<Target> unread = window.firstUnread(summary, page);
    ChatItem item = new ChatItems(messenger()).of(summary);
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
                was.typing(),
                unread,
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
          window.wrote();
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

  /** A person has read what is shown. */
  public void read() {
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
