package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.groups.GroupMember;
import im.symbolon.messenger.groups.Unreachable;
import im.symbolon.messenger.membership.RemovalProgress;
import im.symbolon.messenger.records.GroupTopics;
import im.symbolon.messenger.records.Groups;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.MemberRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One group: who is in it, who cannot be reached, and what its admins decide. */
public final class GroupModel implements AutoCloseable {
  private final Session session;
  private final BareJid room;
  private final State<View> state;
  private final Recent recent;
  private final Watch heard;

  /**
   * Somebody in the group.
   *
   * @param role {@code owner}, {@code admin}, {@code member}, or {@code none} for who is in the
   *     room and was never added
   * @param bond how sure it is that it is them, as the key of a text
   * @param unreachable why the next message does not reach them, as the key of a text
   */
  public record Row(
      BareJid account,
      String name,
      String role,
      String bond,
      boolean self,
      Optional<String> unreachable) {}

  /**
   * Somebody who was removed, and how many have confirmed that.
   *
   * @param all how many can
   */
  public record Removed(BareJid account, int confirmed, int all) {}

  /**
   * What the screen shows.
   *
   * @param admin whether we may add and remove people
   * @param owner whether we may make others owners
   * @param left whether we are no member any more
   */
  public record View(
      boolean loaded,
      String name,
      String topic,
      List<Row> members,
      List<Removed> removed,
      boolean admin,
      boolean owner,
      boolean left,
      boolean busy,
      Optional<Problem> problem) {
    public View {
      members = List.copyOf(members);
      removed = List.copyOf(removed);
    }

    View with(boolean working, Optional<Problem> what) {
      return new View(loaded, name, topic, members, removed, admin, owner, left, working, what);
    }
  }

  GroupModel(Session session, BareJid room) {
    this.session = session;
    this.room = room;
    View none =
        new View(
            false,
            Harmless.name(room.local()),
            "",
            List.of(),
            List.of(),
            false,
            false,
            false,
            false,
            Optional.empty());
    this.state = session.backstage().state(none);
    this.recent = new Recent(session.backstage(), this::read, this::failed);
    this.heard = session.hear(new Ear());
    recent.again();
    session.backstage().slowly(this::look, problem -> {}); // offline, what is known is shown
  }

  private final class Ear implements Heard {
    @Override
    public void group(BareJid which) {
      if (which.equals(room)) {
        recent.again();
      }
    }

    @Override
    public void chat(BareJid which) {
      group(which);
    }

    @Override
    public void person(BareJid person) {
      recent.again();
    }
  }

  public BareJid room() {
    return room;
  }

  public State<View> state() {
    return state;
  }

  private Messenger messenger() {
    return session.messenger();
  }

  private void failed(Problem problem) {
    state.change(was -> was.with(false, Optional.of(problem)));
  }

  private void look() throws Exception {
    messenger().groups().look(room);
    recent.again();
  }

  private void read() throws StoreException {
    Optional<Groups.Entry> group =
        messenger().groups().all().stream().filter(g -> g.room().equals(room)).findFirst();
    if (!group.isPresent()) {
      return;
    }
    String name = ChatItems.nameOf(messenger(), group.get());
    String topic =
        messenger()
            .groups()
            .about(room)
            .map(GroupTopics.About::topic)
            .map(Harmless::text)
            .orElse("");
    List<Row> rows = rows();
    List<Removed> removed = new ArrayList<>();
    for (RemovalProgress each : messenger().groups().removals(room)) {
      if (!each.isComplete()) {
        removed.add(new Removed(each.removed(), each.confirmed().size(), each.all()));
      }
    }
    boolean admin =
        rows.stream()
            .anyMatch(r -> r.self() && ("owner".equals(r.role()) || "admin".equals(r.role())));
    boolean owner = rows.stream().anyMatch(r -> r.self() && "owner".equals(r.role()));
    boolean left = !group.get().isJoined();
    state.change(
        was ->
            new View(
                true, name, topic, rows, removed, admin, owner, left, was.busy(), was.problem()));
  }

  private List<Row> rows() throws StoreException {
    List<Unreachable> unreachable = messenger().groups().unreachable(room);
    Map<BareJid, String> names = new GroupNames(messenger(), new ChatItems(messenger())).in(room);
    List<Row> rows = new ArrayList<>();
    for (GroupMember each : messenger().groups().members(room)) {
      boolean self = each.bond() == GroupMember.Bond.SELF;
      Optional<String> why =
          unreachable.stream()
              .filter(u -> u.member().equals(each.account()))
              .map(u -> "group.unreachable." + Problem.lower(u.why()))
              .findFirst();
      rows.add(
          new Row(
              each.account(),
              names.getOrDefault(each.account(), each.account().local()),
              each.role().map(MemberRole::wireName).orElse("none"),
              "group.bond." + Problem.lower(each.bond()),
              self,
              why));
    }
    return rows;
  }

  private void act(Backstage.Task task) {
    state.change(was -> was.with(true, Optional.empty()));
    session
        .backstage()
        .slowly(
            () -> {
              task.run();
              state.change(was -> was.with(false, was.problem()));
              recent.again();
              session.chats().refresh();
            },
            this::failed);
  }

  /**
   * Adds somebody.
   *
   * @param typed their address
   */
  public void add(String typed) {
    Optional<BareJid> person = Addresses.read(typed);
    if (person.isPresent()) {
      act(() -> messenger().groups().add(room, person.get()));
    } else {
      failed(Problem.of("address"));
    }
  }

  /** Removes somebody: they read nothing of what is written from now on. */
  public void remove(BareJid member) {
    act(() -> messenger().groups().remove(room, member));
  }

  /** Lets somebody add and remove people, or takes that back. */
  public void admin(BareJid member, boolean may) {
    MemberRole role = may ? MemberRole.ADMIN : MemberRole.MEMBER;
    act(() -> messenger().groups().role(room, member, role));
  }

  /** Makes somebody an owner: nobody but an owner takes that back. */
  public void owner(BareJid member) {
    act(() -> messenger().groups().role(room, member, MemberRole.OWNER));
  }

  /** Says what the group is called and what it is about. */
  public void about(String name, String topic) {
    act(() -> messenger().groups().about(room, name.trim(), topic.trim()));
  }

  /** Leaves, with all own devices. */
  public void leave() {
    act(() -> messenger().groups().leave(room));
  }

  @Override
  public void close() {
    heard.close();
  }
}
