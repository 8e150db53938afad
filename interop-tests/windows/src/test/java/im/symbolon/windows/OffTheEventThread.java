package im.symbolon.windows;

import im.symbolon.messenger.Messenger;
import im.symbolon.messenger.store.PassphraseCost;
import im.symbolon.messenger.files.FileSurroundings;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Work;
import im.symbolon.messenger.xmpp.ConnectionConfig;
import im.symbolon.views.DesktopPlatform;
import im.symbolon.views.Media;
import im.symbolon.views.Platform;
import java.awt.EventQueue;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The desktop's platform, which notices whoever reads or writes on the event thread. */
final class OffTheEventThread implements Platform {
  private final Platform real = new DesktopPlatform(new PassphraseCost(8, 1, 1));
  private final List<String> caught = new CopyOnWriteArrayList<>();

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
  public FileSurroundings files(ConnectionConfig config, Path store) {
    return real.files(config, store);
  }

  @Override
  public Media media() {
    return real.media();
  }

  @Override
  public Messenger messenger(ConnectionConfig config, RowStore store) throws StoreException {
    check("opening a messenger");
    return real.messenger(config, store);
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
