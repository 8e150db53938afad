package im.symbolon.views;

import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.Password;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The accounts on this machine, each in a folder of its own with a store that is sealed. */
public final class Accounts {
  private final Path directory;
  private final Platform platform;
  private final Backstage backstage;
  private final State<View> state;

  /**
   * What the screen shows that asks for a passphrase.
   *
   * @param loaded false until the folders were looked through
   * @param opening whether a store is being opened now
   */
  public record View(
      boolean loaded,
      List<AccountFolder> accounts,
      boolean opening,
      Optional<Problem> problem,
      Optional<Session> opened) {
    public View {
      accounts = List.copyOf(accounts);
    }

    View opening(boolean now) {
      return new View(loaded, accounts, now, Optional.empty(), opened);
    }

    View failed(Problem why) {
      return new View(true, accounts, false, Optional.of(why), opened);
    }
  }

  public Accounts(Path directory, Platform platform, Backstage backstage) {
    this.directory = directory;
    this.platform = platform;
    this.backstage = backstage;
    this.state =
        backstage.state(new View(false, List.of(), false, Optional.empty(), Optional.empty()));
  }

  public State<View> state() {
    return state;
  }

  /** Looks which accounts there are. */
  public void load() {
    backstage.quickly(
        () -> {
          List<AccountFolder> found = AccountFolder.in(folder());
          state.change(was -> new View(true, found, was.opening(), was.problem(), was.opened()));
        },
        problem -> state.change(was -> was.failed(problem)));
  }

  /** Opens one; it connects by itself. The passphrase is wiped. */
  public void open(AccountFolder account, char[] passphrase) {
    state.change(was -> was.opening(true));
    backstage.slowly(
        () -> opened(connected(account, passphrase)),
        problem -> state.change(was -> was.failed(problem)));
  }

  private Session connected(AccountFolder account, char[] passphrase)
      throws IOException, StoreException {
    try {
      RowStore store = platform.store(account.store(), passphrase);
      Session session = new Opening(platform, backstage).session(account, store);
      Optional<Password> kept = new Login(store).password();
      if (kept.isPresent()) {
        try (Password password = kept.get()) {
          session.messenger().keepConnected(password);
        }
      }
      return session;
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  void opened(Session session) {
    state.change(
        was -> new View(true, was.accounts(), false, Optional.empty(), Optional.of(session)));
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
