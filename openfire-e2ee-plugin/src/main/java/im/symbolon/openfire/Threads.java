package im.symbolon.openfire;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads of the plugin, which end with it: no task begins after it was unloaded. */
final class Threads {
  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
  private static final RejectedExecutionHandler DROP = new ThreadPoolExecutor.DiscardPolicy();

  private static final int IDLE_SECONDS = 60;

  private Threads() {}

  /** One thread for tasks at their time; what is not due when the plugin ends is dropped. */
  static ScheduledThreadPoolExecutor timer(Hosting hosting, String name) {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, task -> thread(task, name), DROP);
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    hosting.onClose(() -> end(timer, name));
    return timer;
  }

  /**
   * Runs a task now and then.
   *
   * @param task says itself what goes wrong: when it throws something, it is not run again
   * @param first how long until the first time
   * @param pause between the end of one and the begin of the next
   */
  static void repeat(
      ScheduledExecutorService timer, Runnable task, Duration first, Duration pause) {
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            task, first.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Runs a task once, after a while.
   *
   * @param task says itself what goes wrong
   */
  static void soon(ScheduledExecutorService timer, Runnable task, Duration pause) {
    Future<?> unused = timer.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** One thread, and so many tasks that wait for it; more are dropped. */
  static ThreadPoolExecutor worker(Hosting hosting, String name, int waiting) {
    ThreadPoolExecutor worker =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            task -> thread(task, name),
            DROP);
    hosting.onClose(() -> end(worker, name));
    return worker;
  }

  /** So many threads, while there is something to do; what they took is done before they end. */
  static ThreadPoolExecutor pool(Hosting hosting, String name, int count) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> thread(task, name));
    pool.allowCoreThreadTimeOut(true);
    hosting.onClose(() -> end(pool, name));
    return pool;
  }

  private static Thread thread(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Classes of the plugin must not be needed any more when this returns. */
  private static void end(ThreadPoolExecutor threads, String name) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
        LOG.warn("A task of {} still runs", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
