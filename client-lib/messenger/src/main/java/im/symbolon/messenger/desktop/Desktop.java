package im.symbolon.messenger.desktop;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.core.Surroundings;
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
import java.security.SecureRandom;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Opens messengers on a desktop. */
public final class Desktop {
  private final SecureRandom random;
  private final Entropy entropy;
  private final Clock clock;

  /** Uses the system's clock and secure randomness. */
  public Desktop() {
    this(new SecureRandom(), Clock.systemUTC());
  }

  public Desktop(SecureRandom random, Clock clock) {
    this.random = random;
    this.entropy = random::nextBytes;
    this.clock = clock;
  }

  /**
   * Opens the device in that file, or makes a new one when there is no such file. Closing the
   * messenger closes the file.
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
    return open(config, store);
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
