package im.symbolon.windows;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.desktop.Desktop;
import im.symbolon.messenger.files.FileSurroundings;
import im.symbolon.messenger.files.http.HostLookup;
import im.symbolon.messenger.store.PassphraseCost;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Work;
import im.symbolon.messenger.xmpp.ConnectionConfig;
import im.symbolon.swing.media.DesktopMedia;
import im.symbolon.views.DesktopPlatform;
import im.symbolon.views.Media;
import im.symbolon.views.Picked;
import im.symbolon.views.Platform;
import im.symbolon.views.Sound;
import java.awt.EventQueue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The desktop's platform, which notices whoever reads or writes on the event thread. */
final class OffTheEventThread implements Platform {
  private final Ears ears = new Ears();
  private final HeldDoor.Gate gate = new HeldDoor.Gate();
  private final Platform real =
      new DesktopPlatform(new PassphraseCost(8, 1, 1), new DesktopMedia(ears));
  private final HostLookup lookup;
  private final List<String> caught = new CopyOnWriteArrayList<>();

  /**
   * @param lookup finds the machines of the lab, which are in no DNS
   */
  OffTheEventThread(HostLookup lookup) {
    this.lookup = lookup;
  }

  /** What is recorded and played. */
  Ears ears() {
    return ears;
  }

  /** Where downloads can be held. */
  HeldDoor.Gate gate() {
    return gate;
  }

  private void check(String what) {
    if (EventQueue.isDispatchThread()) {
      StackTraceElement[] stack = new Throwable().getStackTrace();
      StringBuilder where = new StringBuilder(what);
      for (StackTraceElement each : stack) {
        if (each.getClassName().startsWith("im.symbolon.swing")) {
          where.append(" < ").append(each);
        }
      }
      caught.add(where.toString());
    }
  }

  /** What was caught; empty when all is well. */
  List<String> caught() {
    return List.copyOf(caught);
  }

  @Override
  public RowStore store(Path file, char[] passphrase) throws StoreException {
    check("opening a store");
    return new Checked(real.store(file, passphrase));
  }

  @Override
  public Messenger messenger(ConnectionConfig config, RowStore store) throws StoreException {
    check("opening a messenger");
    return real.messenger(config, store);
  }

  @Override
  public FileSurroundings files(ConnectionConfig config, Path store) {
    check("files");
    FileSurroundings found =
        new Desktop().finding(lookup, (host, address) -> true).files(config, store);
    HeldDoor door = new HeldDoor(found.http(), gate);
    return new FileSurroundings(found.folder(), door, found.thumbnails(), found.largest());
  }

  @Override
  public Media media() {
    return new Media() {
      @Override
      public Optional<Look> look(Picked picture) throws IOException {
        check("looking at a picture");
        return real.media().look(picture);
      }

      @Override
      public Sound sound() {
        return real.media().sound();
      }
    };
  }

  private final class Checked implements RowStore {
    private final RowStore store;

    Checked(RowStore store) {
      this.store = store;
    }

    @Override
    public <T, X extends Exception> T transaction(Work<T, X> work) throws X, StoreException {
      check("a transaction");
      return store.transaction(work);
    }

    @Override
    public long generation() throws StoreException {
      return store.generation();
    }

    @Override
    public void close() throws StoreException {
      check("closing a store");
      store.close();
    }
  }
}
