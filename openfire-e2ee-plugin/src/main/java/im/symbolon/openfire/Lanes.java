package im.symbolon.openfire;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks side by side, those of one key one after the other in their order. Takes so many and
 * no more: whoever brings another waits until there is room. Thread-safe.
 *
 * @param <K> which tasks belong together
 */
final class Lanes<K> {
  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final Executor threads;
  private final Semaphore room;
  private final Map<K, Deque<Runnable>> lanes = new HashMap<>();
  private boolean isClosed;

  /**
   * Builds them.
   *
   * @param threads run everything that they took before {@link #close}
   * @param room for so many tasks
   */
  Lanes(Executor threads, int room) {
    this.threads = Objects.requireNonNull(threads);
    this.room = new Semaphore(room, true);
  }

  /** Runs a task after those of its key; false after {@link #close}, and nothing is done then. */
  boolean run(K key, Runnable task) {
    room.acquireUninterruptibly();
    boolean taken = add(key, task);
    if (!taken) {
      room.release();
    }
    return taken;
  }

  /** The same when one of that key waits or runs, and else nothing. */
  boolean runBehind(K key, Runnable task) {
    return isBusy(key) && run(key, task);
  }

  private synchronized boolean isBusy(K key) {
    return lanes.containsKey(key);
  }

  private synchronized boolean add(K key, Runnable task) {
    if (isClosed) {
      return false;
    }
    Deque<Runnable> lane = lanes.get(key);
    if (lane == null) {
      lane = new ArrayDeque<>();
      lanes.put(key, lane);
      threads.execute(() -> drive(key));
    }
    lane.add(task);
    return true;
  }

  private void drive(K key) {
    for (Runnable task = next(key); task != null; task = next(key)) {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("A task of {} failed", key, e);
      } finally {
        room.release();
      }
    }
  }

  /** The lane is there until the last of its tasks has run. */
  private synchronized Runnable next(K key) {
    Runnable next = lanes.get(key).poll();
    if (next == null) {
      lanes.remove(key);
    }
    return next;
  }

  /** Takes nothing more; what was taken still runs. */
  synchronized void close() {
    isClosed = true;
  }
}
