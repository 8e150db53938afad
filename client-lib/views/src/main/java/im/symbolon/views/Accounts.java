package im.symbolon.views;

import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Password;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.BareJid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The accounts on this machine, each in a folder of its own with a store that is sealed. Several
 * are open at once, each a {@link Session}.
 */
public final class Accounts implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Accounts.class.getName());

  private final Path directory;
  private final Platform platform;
  private final Backstage backstage;
  private final State<View> state;
  private final Object turn = new Object();
  private boolean closed;

  /**
   * What the screens show that ask for a passphrase and change between accounts.
   *
   * @param loaded false until the folders were looked through
   * @param opening whether a store is being opened now
   * @param sessions those that are open, in the order in which they were opened
   */
  public record View(
      boolean loaded,
      List<AccountFolder> accounts,
      boolean opening,
      Optional<Problem> problem,
      List<Session> sessions) {
    public View {
      accounts = List.copyOf(accounts);
      sessions = List.copyOf(sessions);
    }

    /** The one that was opened last. */
    public Optional<Session> opened() {
      return sessions.isEmpty() ? Optional.empty() : Optional.of(sessions.get(sessions.size() - 1));
    }

    /** Of that account, if it is open. */
    public Optional<Session> session(BareJid account) {
      return sessions.stream().filter(each -> each.account().equals(account)).findFirst();
    }

    /** Those that nobody unlocked so far. */
    public List<AccountFolder> locked() {
      List<AccountFolder> locked = new ArrayList<>(accounts);
      locked.removeIf(each -> session(each.account()).isPresent());
      return locked;
    }

    View opening(boolean now) {
      return new View(loaded, accounts, now, Optional.empty(), sessions);
    }

    View failed(Problem why) {
      return new View(true, accounts, false, Optional.of(why), sessions);
    }

    View with(List<Session> others) {
      return new View(true, accounts, false, Optional.empty(), others);
    }
  }

  public Accounts(Path directory, Platform platform, Backstage backstage) {
    this.directory = directory;
    this.platform = platform;
    this.backstage = backstage;
    this.state = backstage.state(new View(false, List.of(), false, Optional.empty(), List.of()));
  }

  public State<View> state() {
    return state;
  }

  /** Looks which accounts there are. */
  public void load() {
    backstage.quickly(
        () -> {
          List<AccountFolder> found = AccountFolder.in(folder());
          state.change(was -> new View(true, found, was.opening(), was.problem(), was.sessions()));
        },
        problem -> state.change(was -> was.failed(problem)));
  }

  /** What went wrong was seen. */
  public void dismiss() {
    state.change(was -> was.opening(was.opening()));
  }

  /**
   * Opens one, and after it all others that the passphrase opens, too; each connects by itself. The
   * passphrase is wiped.
   */
  public void open(AccountFolder account, char[] passphrase) {
    state.change(was -> was.opening(true));
    backstage.slowly(
        () -> {
          try {
            unlock(account, passphrase);
            for (AccountFolder each : state.value().locked()) {
              unlockToo(each, passphrase);
            }
          } finally {
            Arrays.fill(passphrase, '\0');
          }
        },
        problem -> state.change(was -> was.failed(problem)));
  }

  private void unlock(AccountFolder account, char[] passphrase) throws IOException, StoreException {
    synchronized (turn) {
      if (!state.value().session(account.account()).isPresent()) {
        opened(connected(account, passphrase));
      }
    }
  }

  /** Nobody asked for this one: where the passphrase does not fit, it stays locked. */
  private void unlockToo(AccountFolder account, char[] passphrase) {
    try {
      unlock(account, passphrase);
    } catch (IOException | StoreException e) {
      LOG.log(Level.FINE, "an account stays locked: {0}", Problem.of(e).key());
    }
  }

  private Session connected(AccountFolder account, char[] passphrase)
      throws IOException, StoreException {
    RowStore store = platform.store(account.store(), passphrase);
    Session session = new Opening(platform, backstage).session(account, store);
    Optional<Password> kept = new Login(store).password();
    if (kept.isPresent()) {
      try (Password password = kept.get()) {
        session.messenger().keepConnected(password);
      }
    }
    return session;
  }

  /** Takes it over; one that comes when all is over is closed. */
  void opened(Session session) {
    synchronized (turn) {
      if (closed) {
        session.close();
        return;
      }
      List<Session> more = new ArrayList<>(state.value().sessions());
      more.add(session);
      state.change(was -> was.with(more));
    }
    load();
  }

  /**
   * Closes that account, and erases what this machine has of it. It stays on its server, whose
   * lists lose this device if they can be reached, and another device of the account is left.
   */
  public void remove(Session session) {
    backstage.slowly(
        () -> {
          leave(session);
          erase(session);
        },
        problem -> state.change(was -> was.failed(problem)));
  }

  /** Whatever hinders it, the person wants it gone from here. */
  private static void leave(Session session) {
    try {
      session.messenger().leaveAccount();
    } catch (TransportException | StoreException e) {
      LOG.log(Level.FINE, "a device stays in the lists of its account: {0}", Problem.of(e).key());
    }
  }

  /** What could not be erased is an account no more, and nobody is shown it as one. */
  private void erase(Session session) throws IOException {
    synchronized (turn) {
      session.close();
      try {
        for (AccountFolder each : AccountFolder.in(folder())) {
          if (each.account().equals(session.account())) {
            each.forget();
          }
        }
      } finally {
        List<AccountFolder> left = AccountFolder.in(folder());
        List<Session> others = new ArrayList<>(state.value().sessions());
        others.remove(session);
        state.change(was -> new View(true, left, false, Optional.empty(), others));
      }
    }
  }

  /** Closes all that are open; what is under way is stored first. */
  @Override
  public void close() {
    synchronized (turn) {
      closed = true;
      state.value().sessions().forEach(Session::close);
    }
  }

  /** Begins what ends with one more account. */
  public FirstRun firstRun() {
    return new FirstRun(this, backstage);
  }

  Platform platform() {
    return platform;
  }

  Path folder() {
    return directory.resolve("accounts");
  }

  /** Begins this device's name on the server. */
  static String name() {
    return "symbolon";
  }
}
