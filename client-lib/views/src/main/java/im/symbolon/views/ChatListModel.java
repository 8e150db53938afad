package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.chat.ChatSummary;
import im.symbolon.messenger.chat.Draft;
import im.symbolon.messenger.contacts.Blocking;
import im.symbolon.messenger.groups.GroupException;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Complaint;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.uri.VerificationUri;
import im.symbolon.protocol.uri.XmppUri;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
   * @param requests who writes for the first time, or asks to see when we are there
   * @param strange whether another client was found on this account, of which nobody knows whose it
   *     is
   * @param done what the last thing was that worked, as the key of a text
   */
  public record View(
      boolean loaded,
      List<ChatItem> chats,
      List<Request> requests,
      boolean strange,
      Optional<String> done,
      Optional<Problem> problem) {
    public View {
      chats = List.copyOf(chats);
      requests = List.copyOf(requests);
    }

    static final View NOTHING =
        new View(false, List.of(), List.of(), false, Optional.empty(), Optional.empty());

    View failed(Problem why) {
      return new View(loaded, chats, requests, strange, Optional.empty(), Optional.of(why));
    }

    View done(String what) {
      return new View(loaded, chats, requests, strange, Optional.of(what), Optional.empty());
    }

    View dismissed() {
      return new View(loaded, chats, requests, strange, Optional.empty(), Optional.empty());
    }

    View strange(boolean found) {
      return new View(loaded, chats, requests, found, done, problem);
    }
  }

  /**
   * Somebody who waits to be let in.
   *
   * @param presence whether they ask to see when we are there
   */
  public record Request(ChatItem item, boolean presence) {}

  /** What an operator is told about somebody who is blocked. */
  public enum Report {
    NONE,
    SPAM,
    ABUSE
  }

  /**
   * A chat that was begun with what somebody gave.
   *
   * @param code the whole link, when it says by which keys to know them
   */
  public record Begun(BareJid person, Optional<String> code) {}

  ChatListModel(Session session) {
    this.session = session;
    this.state = session.backstage().state(View.NOTHING);
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

    @Override
    public void contacts() {
      recent.again();
    }

    @Override
    public void presence(BareJid person) {
      recent.again();
    }

    @Override
    public void portrait(BareJid who) {
      recent.again();
    }

    @Override
    public void strange() {
      state.change(was -> was.strange(true));
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
    List<Groups.Entry> groups = messenger().groups().all();
    for (Groups.Entry each : groups) {
      ChatSummary known = summaries.remove(each.room());
      all.add(items.group(known == null ? empty(each.room()) : known, each));
    }
    for (BareJid each : people(groups)) {
      if (!summaries.containsKey(each)) {
        summaries.put(each, empty(each));
      }
    }
    summaries.remove(session.account());
    List<Request> waiting = new ArrayList<>();
    for (ChatSummary each : summaries.values()) {
      ChatItem item = items.person(each);
      boolean asks = requests.contains(each.chat());
      boolean stranger = item.kind() == ChatItem.Kind.REQUEST;
      if (item.kind() != ChatItem.Kind.BLOCKED && (stranger || asks)) {
        waiting.add(new Request(item, asks));
      }
      if (!stranger && (!asks || items.isKnown(each.chat()))) {
        all.add(item);
      }
    }
    all.sort(ChatItem.ORDER);
    waiting.sort(Comparator.comparing(Request::item, ChatItem.ORDER));
    state.change(was -> new View(true, all, waiting, was.strange(), was.done(), was.problem()));
  }

  /** Whom nothing was said with so far. */
  private Set<BareJid> people(List<Groups.Entry> groups) throws StoreException {
    Set<BareJid> people = new TreeSet<>(begun);
    people.addAll(requests);
    messenger().contacts().all().forEach(each -> people.add(each.address()));
    groups.forEach(each -> people.remove(each.room()));
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
    state.change(View::dismissed);
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
   * @param given their address, or a link that names them; what a link wants to have written stands
   *     in the chat's field, and is not sent
   * @param then told on the UI thread, when it is one
   */
  public void begin(String given, Consumer<Begun> then) {
    Optional<XmppUri> link = Addresses.link(given);
    boolean room = link.filter(each -> each.action() == XmppUri.Action.JOIN).isPresent();
    boolean register = link.filter(each -> each.action() == XmppUri.Action.REGISTER).isPresent();
    Optional<BareJid> person = Addresses.read(given);
    if (room || register) {
      failed(Problem.of(room ? "link.room" : "link.register"));
    } else if (!person.isPresent()) {
      failed(Problem.of("address"));
    } else if (person.get().equals(session.account())) {
      failed(Problem.of("link.own"));
    } else {
      Begun begun = new Begun(person.get(), code(given));
      session.backstage().slowly(() -> begin(begun, link, then), this::failed);
    }
  }

  /** The link, when it names keys; one that is no good is none. */
  private static Optional<String> code(String given) {
    try {
      VerificationUri said = VerificationUri.parse(given);
      boolean keys = said.root().isPresent() || !said.devices().isEmpty();
      return keys ? Optional.of(given) : Optional.empty();
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private void begin(Begun with, Optional<XmppUri> link, Consumer<Begun> then)
      throws StoreException, TransportException {
    BareJid person = with.person();
    begun.add(person);
    messenger().strangers().accept(person);
    Optional<String> body = link.flatMap(each -> each.parameter(XmppUri.BODY));
    if (body.isPresent()) {
      messenger().chat(person).draft(new Draft(Harmless.text(body.get()), Optional.empty()));
    }
    read();
    session.backstage().ui().run(() -> then.accept(with));
    Optional<String> name =
        link.flatMap(each -> each.parameter(XmppUri.NAME))
            .map(Harmless::name)
            .filter(each -> !each.isEmpty());
    messenger().contacts().add(person, name);
  }

  /** Lets somebody in: they are a contact, see when we are there, and what was read. */
  public void accept(BareJid asking) {
    session
        .backstage()
        .slowly(
            () -> {
              messenger().strangers().accept(asking);
              if (requests.remove(asking)) {
                messenger().contacts().accept(asking);
              } else {
                messenger().contacts().add(asking, Optional.empty());
              }
              recent.again();
            },
            this::failed);
  }

  /** They do not see when we are there; what they wrote stays a request. */
  public void refuse(BareJid asking) {
    answer(asking, () -> messenger().contacts().refuse(asking));
  }

  /**
   * Nothing of theirs arrives any more.
   *
   * @param text what a person wrote about it; for reports alone
   */
  public void block(BareJid person, Report report, String text) {
    answer(
        person,
        () -> {
          Blocking.Extent extent = messenger().blocking().block(person, complaint(report, text));
          begun.remove(person);
          state.change(was -> was.done("blocked." + Problem.lower(extent)));
        });
  }

  private static Optional<Complaint> complaint(Report report, String text) {
    String said = text.trim();
    String cut = said.substring(0, Math.min(said.length(), Complaint.MAX_TEXT));
    return report == Report.NONE
        ? Optional.empty()
        : Optional.of(new Complaint(Complaint.Kind.valueOf(report.name()), cut));
  }

  public void unblock(BareJid person) {
    answer(
        person,
        () -> {
          messenger().blocking().unblock(person);
          state.change(View::dismissed);
        });
  }

  /** A person looks after the client that was found. */
  public void lookedAfter() {
    state.change(was -> was.strange(false));
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

  /** A person wants to come back to it. */
  public void unread(BareJid chat) {
    decide(() -> messenger().chat(chat).markUnread());
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
