package im.symbolon.views;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.desktop.Desktop;
import im.symbolon.messenger.files.FileSurroundings;
import im.symbolon.messenger.files.http.HostLookup;
import im.symbolon.messenger.store.Passphrase;
import im.symbolon.messenger.store.PassphraseCost;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.SqlRowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.jdbc.JdbcSqlDb;
import im.symbolon.messenger.xmpp.ConnectionConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** SQLite files and real connections. */
public final class DesktopPlatform implements Platform {
  private final SecureRandom random = new SecureRandom();
  private final Clock clock = Clock.systemUTC();
  private final PassphraseCost cost;
  private final Media media;
  private final Desktop desktop;

  /** Without pictures and sound. */
  public DesktopPlatform(PassphraseCost cost) {
    this(cost, Media.NONE);
  }

  public DesktopPlatform(Media media) {
    this(PassphraseCost.DEFAULT, media);
  }

  /**
   * @param cost of a guess at the passphrase, for new stores
   */
  public DesktopPlatform(PassphraseCost cost, Media media) {
    this.cost = cost;
    this.media = media;
    this.desktop = new Desktop(random, clock);
  }

  private DesktopPlatform(PassphraseCost cost, Media media, Desktop desktop) {
    this.cost = cost;
    this.media = media;
    this.desktop = desktop;
  }

  /**
   * The same where machines that keep files are in no DNS.
   *
   * @param lookup finds those from which files may be fetched, and fails for others
   */
  public DesktopPlatform finding(HostLookup lookup) {
    return new DesktopPlatform(cost, media, desktop.finding(lookup, (host, address) -> true));
  }

  @Override
  public RowStore store(Path file, char[] passphrase) throws StoreException {
    try (Passphrase key = Passphrase.of(passphrase, cost)) {
      return SqlRowStore.open(JdbcSqlDb.open(file), key, random::nextBytes, clock);
    }
  }

  @Override
  public Messenger messenger(ConnectionConfig config, RowStore store) throws StoreException {
    return desktop.open(config, store);
  }

  @Override
  public FileSurroundings files(ConnectionConfig config, Path store) {
    return desktop.files(config, store);
  }

  @Override
  public void prepare() {
    JdbcSqlDb.prepare();
  }

  @Override
  public Media media() {
    return media;
  }
}
