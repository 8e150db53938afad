package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatSummary;
import im.symbolon.messenger.groups.GroupException;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;

/** The list of chats, and what begins one. */
public final class ChatListModel {
  private final Session session;
  private final State<View> state;
  private final Recent recent;
  private final Set<BareJid> begun = new ConcurrentSkipListSet<>();
  private final Set<BareJid> requests = new ConcurrentSkipListSet<>();

  /**
   * What the list shows.
   *
   * @param loaded false until the store was read
   * @param requests who asks to see when we are there
   */
  public record View(
      boolean loaded, List<ChatItem> chats, List<BareJid> requests, Optional<Problem> problem) {
    public View {
      chats = List.copyOf(chats);
      requests = List.copyOf(requests);
    }

    View failed(Problem why) {
      return new View(loaded, chats, requests, Optional.of(why));
    }
  }

  ChatListModel(Session session) {
    this.session = session;
    this.state = session.backstage().state(new View(false, List.of(), List.of(), Optional.empty()));
    this.recent = new Recent(session.backstage(), this::read, this::failed);
    session.hear(new Ear());
    recent.again();
  }

  private final class Ear implements Heard {
    @Override
    public void chat(BareJid chat) {
      recent.again();
    }

    @Override
    public void person(BareJid person) {
      recent.again();
    }

    @Override
    public void group(BareJid room) {
      recent.again();
    }

    @Override
    public void requested(BareJid from) {
      requests.add(from);
      recent.again();
    }

    @Override
    public void connection() {
      recent.again();
    }
  }

  public State<View> state() {
    return state;
  }

  private Messenger messenger() {
    return session.messenger();
  }

  private void read() throws StoreException {
    ChatItems items = new ChatItems(messenger());
    Map<BareJid, ChatSummary> summaries = new TreeMap<>();
    for (ChatSummary each : messenger().chats().all()) {
      summaries.put(each.chat(), each);
    }
    List<ChatItem> all = new ArrayList<>();
    for (Groups.Entry each : messenger().groups().all()) {
      ChatSummary known = summaries.remove(each.room());
      all.add(items.group(known == null ? empty(each.room()) : known, each));
    }
    for (BareJid each : people()) {
      summaries.putIfAbsent(each, empty(each));
    }
    summaries.remove(session.account());
    for (ChatSummary each : summaries.values()) {
      all.add(items.person(each));
    }
    all.sort(ChatItem.ORDER);
    List<BareJid> asking = new ArrayList<>(requests);
    state.change(was -> new View(true, all, asking, was.problem()));
  }

  /** Whom nothing was said with so far. */
  private Set<BareJid> people() throws StoreException {
    Set<BareJid> people = new TreeSet<>(begun);
    messenger().contacts().all().forEach(each -> people.add(each.address()));
    messenger().groups().all().forEach(each -> people.remove(each.room()));
    return people;
  }

  private ChatSummary empty(BareJid chat) throws StoreException {
    return messenger().chat(chat).summary();
  }

  private void failed(Problem problem) {
    state.change(was -> was.failed(problem));
  }

  /** The person has seen what went wrong. */
  public void dismiss() {
    state.change(was -> new View(was.loaded(), was.chats(), was.requests(), Optional.empty()));
  }

  void refresh() {
    recent.again();
  }

  /** That chat is on the screen now, though nothing was said in it so far. */
  public void opened(BareJid chat) {
    if (begun.add(chat)) {
      recent.again();
    }
  }

  /**
   * Begins a chat with somebody, and asks to see when they are there.
   *
   * @param typed their address
   * @param then told the address when it is one, on the UI thread
   */
  public void begin(String typed, Consumer<BareJid> then) {
    Optional<BareJid> person = Addresses.read(typed);
    if (person.isPresent()) {
      session.backstage().slowly(() -> begin(person.get(), then), this::failed);
    } else {
      failed(Problem.of("address"));
    }
  }

  private void begin(BareJid person, Consumer<BareJid> then) throws TransportException {
    begun.add(person);
    recent.again();
    session.backstage().ui().run(() -> then.accept(person));
    messenger().contacts().add(person, Optional.empty());
  }

  /** Lets somebody see when we are there, and asks back. */
  public void accept(BareJid asking) {
    answer(asking, () -> messenger().contacts().accept(asking));
  }

  public void refuse(BareJid asking) {
    answer(asking, () -> messenger().contacts().refuse(asking));
  }

  private void answer(BareJid asking, Backstage.Task answer) {
    session
        .backstage()
        .slowly(
            () -> {
              answer.run();
              requests.remove(asking);
              recent.again();
            },
            this::failed);
  }

  /**
   * Makes a group and adds people to it. Who cannot be added is told as a problem, one after the
   * other; the group is there all the same.
   *
   * @param then told the group's room, on the UI thread
   */
  public void createGroup(String name, List<BareJid> members, Consumer<BareJid> then) {
    session
        .backstage()
        .slowly(
            () -> {
              BareJid room = messenger().groups().create(name.trim());
              recent.again();
              session.backstage().ui().run(() -> then.accept(room));
              for (BareJid each : members) {
                add(room, each);
              }
              recent.again();
            },
            this::failed);
  }

  private void add(BareJid room, BareJid member) throws StoreException {
    try {
      messenger().groups().add(room, member);
    } catch (TransportException | GroupException e) {
      failed(Problem.of("notadded", member.toString()));
    }
  }

  /** Keeps it above the others, or no longer. */
  public void pin(BareJid chat, boolean pinned) {
    decide(() -> messenger().chat(chat).pin(pinned));
  }

  /** Puts it away from the list, or back. */
  public void archive(BareJid chat, boolean archived) {
    decide(() -> messenger().chat(chat).archive(archived));
  }

  /**
   * Nobody is disturbed by it until then.
   *
   * @param until empty for no longer, {@link Instant#MAX} for good
   */
  public void mute(BareJid chat, Optional<Instant> until) {
    decide(() -> messenger().chat(chat).mute(until));
  }

  /** Of which messages of that chat a person is told; empty for as usual. */
  public Optional<Notices.Level> level(BareJid chat) {
    return session.levels().of(chat);
  }

  /** Decides that; empty for as usual. */
  public void level(BareJid chat, Optional<Notices.Level> level) {
    session.backstage().quickly(() -> session.levels().decide(chat, level), this::failed);
  }

  /** It was read, though nobody opened it. */
  public void read(BareJid chat) {
    decide(() -> messenger().chat(chat).markRead());
  }

  private void decide(Backstage.Task decision) {
    session
        .backstage()
        .quickly(
            () -> {
              decision.run();
              recent.again();
            },
            this::failed);
  }

  /** Takes part in a group that somebody added us to. */
  public void join(BareJid room) {
    session
        .backstage()
        .slowly(
            () -> {
              messenger().groups().join(room);
              recent.again();
            },
            this::failed);
  }
}
