package im.symbolon.messenger.desktop;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.files.FileSurroundings;
import im.symbolon.messenger.files.MediaFolder;
import im.symbolon.messenger.files.http.AddressRule;
import im.symbolon.messenger.files.http.HostLookup;
import im.symbolon.messenger.files.http.UrlHttpDoor;
import im.symbolon.messenger.store.Passphrase;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.SqlRowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.StoreKeySource;
import im.symbolon.messenger.store.jdbc.JdbcSqlDb;
import im.symbolon.messenger.xmpp.Backoff;
import im.symbolon.messenger.xmpp.ConnectionConfig;
import im.symbolon.messenger.xmpp.SmackTransport;
import im.symbolon.messenger.xmpp.rooms.RoomPatience;
import im.symbolon.messenger.xmpp.rooms.RoomSurroundings;
import im.symbolon.ratchet.primitives.Entropy;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Opens messengers on a desktop. */
public final class Desktop {
  private final SecureRandom random;
  private final Entropy entropy;
  private final Clock clock;
  private final Optional<Around> around;

  /** How other machines are found, and to which a file may make us connect. */
  private record Around(HostLookup lookup, AddressRule rule) {}

  /** Uses the system's clock and secure randomness. */
  public Desktop() {
    this(new SecureRandom(), Clock.systemUTC());
  }

  public Desktop(SecureRandom random, Clock clock) {
    this(random, clock, Optional.empty());
  }

  private Desktop(SecureRandom random, Clock clock, Optional<Around> around) {
    this.random = random;
    this.entropy = random::nextBytes;
    this.clock = clock;
    this.around = around;
  }

  /** One that finds the machines of files otherwise than the system does. */
  public Desktop finding(HostLookup lookup, AddressRule rule) {
    return new Desktop(random, clock, Optional.of(new Around(lookup, rule)));
  }

  /**
   * Opens the device in that file, or makes a new one when there is no such file. Files of chats
   * are kept, sealed, in the folder beside it. Closing the messenger closes the file.
   *
   * @param passphrase seals the file; copied, the caller wipes its own
   * @throws StoreException WRONG_KEY for another passphrase, IN_USE, and as {@link
   *     SqlRowStore#open}
   */
  public Messenger open(ConnectionConfig config, Path file, char[] passphrase)
      throws StoreException {
    try (Passphrase key = Passphrase.of(passphrase)) {
      return open(config, file, key);
    }
  }

  /**
   * As {@link #open(ConnectionConfig, Path, char[])}, with a key from elsewhere.
   *
   * @param key asked once; stays the caller's to close
   */
  public Messenger open(ConnectionConfig config, Path file, StoreKeySource key)
      throws StoreException {
    RowStore store = SqlRowStore.open(JdbcSqlDb.open(file), key, entropy, clock);
    return open(config, store).withFiles(files(config, file));
  }

  /** Keeps files of chats, sealed, in the folder beside that store. */
  public FileSurroundings files(ConnectionConfig config, Path file) {
    Around used =
        around.orElseGet(
            () ->
                new Around(HostLookup.SYSTEM, AddressRule.ownOrPublic(config.account().domain())));
    MediaFolder folder = new MediaFolder(file.resolveSibling(file.getFileName() + ".files"));
    return new FileSurroundings(folder, new UrlHttpDoor(tls(config), used.lookup(), used.rule()));
  }

  /** As the connection has it. */
  private SSLContext tls(ConnectionConfig config) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager[] trust =
          config.trust().isPresent() ? new TrustManager[] {config.trust().get()} : null;
      context.init(null, trust, random);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this platform lacks TLS", e);
    }
  }

  /** Opens the device in that store, which the messenger closes. */
  public Messenger open(ConnectionConfig config, RowStore store) throws StoreException {
    ScheduledExecutorService timer = thread("symbolon-timer");
    ScheduledExecutorService asking = thread("symbolon-room-questions");
    RoomSurroundings rooms =
        new RoomSurroundings(clock, random, timer, asking, RoomPatience.DEFAULT);
    return Messenger.open(
            new Surroundings(config.account(), store, entropy, clock),
            (sink, listener) ->
                new SmackTransport(config, sink, listener, Backoff.DEFAULT, random, timer),
            Messenger.rooms(rooms))
        .closing(asking::shutdownNow)
        .closing(timer::shutdownNow)
        .closing(store);
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        task -> {
          Thread thread = new Thread(task, name);
          thread.setDaemon(true);
          return thread;
        });
  }
}
