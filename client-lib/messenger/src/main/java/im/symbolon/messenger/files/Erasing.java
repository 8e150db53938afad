package im.symbolon.messenger.files;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.records.ErasedFiles;
import im.symbolon.messenger.records.ErasedFiles.Erased;
import im.symbolon.messenger.records.Messages;
import im.symbolon.messenger.store.StoreException;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Takes from this device what is kept of messages that were retracted or have expired. The store
 * says which these are until that is done, so that a restart between forgets nothing.
 */
final class Erasing implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Erasing.class.getName());

  private final Surroundings surroundings;
  private final MediaFolder folder;
  private final BiPredicate<Erased, Integer> stopped;
  private final AtomicBoolean due = new AtomicBoolean();
  private final ExecutorService worker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "symbolon-files-erasing");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param stopped stops what is under way for a file, and says whether nothing is: what is will
   *     make this look again when it has ended
   */
  Erasing(Surroundings surroundings, MediaFolder folder, BiPredicate<Erased, Integer> stopped) {
    this.surroundings = surroundings;
    this.folder = folder;
    this.stopped = stopped;
  }

  /** Something may be gone. */
  void look() {
    if (!due.getAndSet(true)) {
      try {
        worker.execute(this::work);
      } catch (RejectedExecutionException e) {
        LOG.log(Level.FINE, "what is gone is looked for at the next start");
      }
    }
  }

  private void work() {
    due.set(false);
    try {
      for (Erased each : surroundings.store().transaction(rows -> new ErasedFiles(rows).all())) {
        erase(each);
      }
    } catch (StoreException e) {
      e.logTo(LOG);
    }
  }

  private void erase(Erased erased) throws StoreException {
    boolean all = true;
    for (int i = 0; i < erased.files(); i++) {
      all &= stopped.test(erased, i) && isForgotten(erased, i);
    }
    if (all) {
      surroundings
          .store()
          .transaction(
              rows -> {
                new ErasedFiles(rows).remove(erased);
                return null;
              });
    }
  }

  private boolean isForgotten(Erased erased, int index) {
    try {
      folder.place(erased.chat(), erased.message(), index).forget();
      return true;
    } catch (IOException | FileException e) {
      LOG.log(Level.WARNING, "a sealed file stays for now: {0}", e.getClass().getName());
      return false;
    }
  }

  /** True for a message that said something once. */
  boolean isGone(ChatMessage message) throws StoreException {
    Target target = Target.of(message);
    return surroundings
        .store()
        .transaction(rows -> new Messages(rows).get(message.chat(), target.author(), target.id()))
        .filter(ChatMessage::isErased)
        .isPresent();
  }

  /** Ends what is begun. */
  @Override
  public void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(Transfers.PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "files are still being erased");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
