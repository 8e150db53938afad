package im.symbolon.service.files;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The endpoint's threads, so many and no more, each under a {@link Watch}. The JDK's server reads
 * the request on them before it calls anybody, so the watch begins with the thread's work. What
 * finds neither a thread nor a place in the queue is refused; the server closes that connection.
 */
final class PatientPool implements Executor, AutoCloseable {
  private static final long TICK_MILLIS = 100;
  private static final long STOP_SECONDS = 10;
  private static final int QUEUED_PER_THREAD = 4;

  private final Duration request;
  private final ThreadPoolExecutor threads;
  private final ScheduledExecutorService ticker;
  private final ScheduledFuture<?> look;
  private final Map<Thread, Watch> watches = new ConcurrentHashMap<>();

  /**
   * Starts the look-out.
   *
   * @param request how long a request may take until its handler is called
   */
  PatientPool(int size, Duration request) {
    this.request = request;
    ThreadFactory daemons =
        task -> {
          Thread thread = new Thread(task, "symbolon-files");
          thread.setDaemon(true);
          return thread;
        };
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(size * QUEUED_PER_THREAD),
            daemons);
    threads.allowCoreThreadTimeOut(true);
    this.ticker = Executors.newSingleThreadScheduledExecutor(daemons);
    this.look =
        ticker.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    long now = System.nanoTime();
    watches.values().forEach(watch -> watch.check(now));
  }

  @Override
  public void execute(Runnable exchange) throws RejectedExecutionException {
    threads.execute(() -> watched(exchange));
  }

  private void watched(Runnable exchange) {
    Watch watch = new Watch();
    watches.put(Thread.currentThread(), watch);
    try {
      watch.during(
          request,
          () -> {
            exchange.run();
            return true;
          });
    } catch (IOException e) {
      throw new IllegalStateException("a new watch is never late", e);
    } finally {
      watches.remove(Thread.currentThread());
    }
  }

  /** The watch of the calling thread. */
  Watch watch() {
    return watches.get(Thread.currentThread());
  }

  /**
   * Waits for what runs; nothing is interrupted. The sockets are closed already, so it is not for
   * long.
   */
  @Override
  public void close() {
    threads.shutdown();
    try {
      threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    look.cancel(false);
    ticker.shutdown();
  }
}
