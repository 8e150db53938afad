package im.symbolon.swing.app;

import im.symbolon.protocol.BareJid;
import im.symbolon.swing.look.Parts;
import im.symbolon.views.AccountFolder;
import im.symbolon.views.Accounts;
import im.symbolon.views.ChatListModel;
import im.symbolon.views.Session;
import im.symbolon.views.Unread;
import im.symbolon.views.Watch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the window has of each account that is open, and which one it shows. */
final class OpenAccounts {
  private final Program program;
  private final Parts parts;
  private final Goes goes;
  private final Map<BareJid, Place> places = new LinkedHashMap<>();
  private final List<BareJid> gone = new ArrayList<>();
  private List<AccountFolder> folders = List.of();
  private Optional<Session> current = Optional.empty();

  /** Where one can go from an account. */
  interface Goes {
    void account(BareJid account);

    /** To one that is not on this computer yet. */
    void another();

    /** So much waits to be read in all accounts. */
    void unread(int count);

    List<Shortcut> windowKeys();
  }

  /** An account, and what its window has of it. */
  private static final class Place {
    private final Session session;
    private final MainPane pane;
    private Watch watch = () -> {};
    private int unread;

    Place(Session session, MainPane pane) {
      this.session = session;
      this.pane = pane;
    }
  }

  OpenAccounts(Program program, Parts parts, Goes goes) {
    this.program = program;
    this.parts = parts;
    this.goes = goes;
  }

  /** Takes in what is open now; returns what was not before. */
  List<Session> update(Accounts.View view) {
    folders = view.accounts();
    List<Session> fresh = new ArrayList<>();
    for (Session each : view.sessions()) {
      if (!places.containsKey(each.account())) {
        add(each);
        fresh.add(each);
      }
    }
    for (Place each : new ArrayList<>(places.values())) {
      if (!view.sessions().contains(each.session)) {
        remove(each);
      }
    }
    showRails();
    return fresh;
  }

  private void add(Session session) {
    Place place = new Place(session, new MainPane(session, program, parts, new Around(session)));
    places.put(session.account(), place);
    place.watch = session.chats().state().watch(view -> counted(place, view));
  }

  /** What a pane asks of the window around it. */
  private final class Around implements MainPane.Around {
    private final Session session;

    Around(Session session) {
      this.session = session;
    }

    @Override
    public List<Shortcut> keys() {
      return goes.windowKeys();
    }

    @Override
    public void go(BareJid account) {
      goes.account(account);
    }

    @Override
    public void another() {
      goes.another();
    }

    @Override
    public void remove() {
      program.accounts().remove(session);
    }
  }

  private void remove(Place place) {
    place.watch.close();
    places.remove(place.session.account());
    gone.add(place.session.account());
    if (current.equals(Optional.of(place.session))) {
      current = Optional.empty();
    }
    goes.unread(unread());
  }

  /** Those that are not open any more, each told once. */
  List<BareJid> gone() {
    List<BareJid> told = List.copyOf(gone);
    gone.clear();
    return told;
  }

  private void counted(Place place, ChatListModel.View view) {
    place.unread = Unread.in(view, Instant.now());
    goes.unread(unread());
    showRails();
  }

  /** In all accounts that are open. */
  int unread() {
    return places.values().stream().mapToInt(each -> each.unread).sum();
  }

  private void showRails() {
    List<Rail.Account> all = new ArrayList<>();
    for (AccountFolder each : folders) {
      Optional<Place> place = Optional.ofNullable(places.get(each.account()));
      all.add(
          new Rail.Account(each.account(), !place.isPresent(), place.map(p -> p.unread).orElse(0)));
    }
    places.values().forEach(each -> each.pane.accounts(all));
  }

  Optional<Session> current() {
    return current;
  }

  /** The account that stands so many places after the shown one, round in a circle. */
  Optional<BareJid> next(int by) {
    if (!current.isPresent() || folders.size() < 2) {
      return Optional.empty();
    }
    for (int i = 0; i < folders.size(); i++) {
      if (folders.get(i).account().equals(current.get().account())) {
        return Optional.of(folders.get(Math.floorMod(i + by, folders.size())).account());
      }
    }
    return Optional.empty();
  }

  /** From now on that one is on the screen. */
  MainPane show(Session session) {
    current = Optional.of(session);
    return pane(session);
  }

  MainPane pane(Session session) {
    return places.get(session.account()).pane;
  }

  /** A person looks at the window now, or at something else. */
  void attend(boolean looking) {
    for (Place each : places.values()) {
      each.session.attend(looking && current.equals(Optional.of(each.session)));
    }
  }

  /** Keeps what was begun to be written, when the window goes. */
  void closing() {
    places.values().forEach(each -> each.pane.closing());
  }
}
