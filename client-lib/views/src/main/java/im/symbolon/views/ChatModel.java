package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.NoteAction;
import im.symbolon.messenger.groups.GroupException;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One chat on the screen: a window of its lines, moved by paging, and what is written there. */
public final class ChatModel implements AutoCloseable {
  /** As many lines are kept at most. */
  public static final int WINDOW = 300;

  private static final int STEP = 100;
  private static final int MOST = 10_000;

  private final Session session;
  private final BareJid chat;
  private final State<View> state;
  private final Recent recent;
  private final Watch heard;
  private int skipped;
  private int size = STEP;

  /**
   * What the screen shows.
   *
   * @param lines oldest first
   * @param older whether there are lines before these
   * @param newer whether there are lines after these
   */
  public record View(
      boolean loaded,
      String title,
      ChatItem.Kind kind,
      boolean verified,
      List<Line> lines,
      boolean older,
      boolean newer,
      Optional<Problem> problem) {
    public View {
      lines = List.copyOf(lines);
    }

    public boolean isOpen() {
      return kind == ChatItem.Kind.PERSON || kind == ChatItem.Kind.GROUP;
    }

    View with(Optional<Problem> what) {
      return new View(loaded, title, kind, verified, lines, older, newer, what);
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
            Optional.empty());
    this.state = session.backstage().state(none);
    this.recent = new Recent(session.backstage(), this::read, this::failed);
    this.heard = session.hear(new Ear());
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
    public void person(BareJid person) {
      chat(person);
    }

    @Override
    public void group(BareJid room) {
      chat(room);
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

  private void read() throws StoreException {
    Optional<Groups.Entry> group =
        messenger().groups().all().stream().filter(g -> g.room().equals(chat)).findFirst();
    int asked = Math.min(MOST, skipped + size + 1);
    List<ChatMessage> newest = messenger().history(chat, asked);
    int end = Math.max(0, newest.size() - skipped);
    int start = Math.max(0, end - size);
    List<Line> lines = new ArrayList<>();
    newest.subList(start, end).forEach(each -> lines.add(Line.of(each)));
    ChatItems items = new ChatItems(messenger(), Map.of());
    ChatItem item = group.isPresent() ? items.group(group.get()) : items.person(chat);
    state.change(
        was ->
            new View(
                true,
                item.name(),
                item.kind(),
                item.verified(),
                lines,
                start > 0,
                skipped > 0,
                was.problem()));
  }

  /** Moves the window towards what was said before. */
  public void older() {
    move(
        () -> {
          int grown = Math.min(WINDOW, size + STEP);
          skipped = Math.min(MOST - WINDOW, skipped + size + STEP - grown);
          size = grown;
        });
  }

  /** Moves the window towards now. */
  public void newer() {
    move(() -> skipped = Math.max(0, skipped - STEP));
  }

  /** Moves the window to what was said last. */
  public void newest() {
    move(
        () -> {
          skipped = 0;
          size = STEP;
        });
  }

  private void move(Runnable step) {
    session.backstage().quickly(step::run, this::failed);
    recent.again();
  }

  /** Sends a text; it stands in the chat at once. */
  public void send(String text) {
    session
        .backstage()
        .quickly(
            () -> {
              send(chat, text);
              skipped = 0;
              recent.again();
              session.chats().opened(Optional.of(chat));
            },
            this::failed);
  }

  private void send(BareJid to, String text) throws StoreException, GroupException {
    boolean group = messenger().groups().all().stream().anyMatch(g -> g.room().equals(to));
    if (group) {
      messenger().groups().send(to, text);
    } else {
      messenger().send(to, text);
    }
  }

  /** Tells those who wrote in a group that it was read. */
  public void read(boolean shown) {
    if (shown && state.value().kind() == ChatItem.Kind.GROUP) {
      session.backstage().quickly(() -> messenger().groups().read(chat), this::failed);
    }
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
