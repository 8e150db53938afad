package im.symbolon.messenger.files;

import im.symbolon.messenger.chat.ChatMessage;
import im.symbolon.messenger.chat.Target;
import im.symbolon.messenger.files.FileException.Reason;
import im.symbolon.messenger.files.Transfer.Stage;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is under way: each file once, and a few at a time. Thread-safe. */
final class Transfers implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Transfers.class.getName());
  private static final int AT_ONCE = 3;

  /** As long is waited for what is under way when it ends. */
  static final int PATIENCE_SECONDS = 10;

  private final Runnable ended;
  private final Map<String, Transfer> running = new ConcurrentHashMap<>();
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          AT_ONCE,
          task -> {
            Thread thread = new Thread(task, "symbolon-files");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param ended told after each transfer, when it is not under way any more
   */
  Transfers(Runnable ended) {
    this.ended = ended;
  }

  /** Work on one file. */
  @FunctionalInterface
  interface Task {
    KeptFile run(Transfer transfer) throws FileException, StoreException;
  }

  /** Begins it; one that is under way already is the same. */
  Transfer run(ChatMessage message, int index, Task task) {
    String key = key(message, index);
    Transfer mine = new Transfer(message);
    Transfer other = running.putIfAbsent(key, mine);
    if (other != null) {
      return other;
    }
    try {
      workers.execute(() -> work(mine, key, task));
    } catch (RejectedExecutionException e) {
      running.remove(key);
      mine.failed(Reason.CANCELLED);
    }
    return mine;
  }

  private void work(Transfer transfer, String key, Task task) {
    Optional<KeptFile> done = Optional.empty();
    Reason why = Reason.DISK_FULL;
    try {
      transfer.at(Stage.PREPARING, 0, 0);
      done = Optional.of(task.run(transfer));
    } catch (FileException e) {
      why = e.reason();
      LOG.log(Level.FINE, "a file was not moved: {0}", why);
    } catch (StoreException | RuntimeException e) {
      LOG.log(Level.WARNING, "a file was not moved: {0}", e.getClass().getName());
    } finally {
      running.remove(key);
      ended.run();
    }
    if (done.isPresent()) {
      transfer.done(done.get());
    } else {
      transfer.failed(why);
    }
  }

  private static String key(ChatMessage message, int index) {
    return key(message.chat(), Target.of(message), index);
  }

  private static String key(BareJid chat, Target message, int index) {
    return chat + " " + message.author() + " " + message.id() + " " + index;
  }

  /** The transfer that is under way for that file. */
  Optional<Transfer> of(BareJid chat, Target message, int index) {
    return Optional.ofNullable(running.get(key(chat, message, index)));
  }

  /** Stops what is under way. */
  @Override
  public void close() {
    workers.shutdown();
    running.values().forEach(Transfer::interrupt);
    try {
      if (!workers.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "a file is still being moved");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
