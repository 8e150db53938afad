package im.symbolon.messenger.core;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Workers with a thread each, which do not keep the process alive. */
public final class Threads implements Workers {
  private static final Logger LOG = Logger.getLogger(Threads.class.getName());
  private static final long PATIENCE_SECONDS = 20;

  private final ExecutorService beside = Executors.newCachedThreadPool(named("symbolon-lane"));

  @Override
  public Worker worker(String name) {
    return new OneThread(name);
  }

  @Override
  public void beside(Runnable task) {
    accept(() -> beside.execute(task));
  }

  @Override
  public void end() {
    end(beside);
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  private static void accept(Runnable handOver) {
    try {
      handOver.run();
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "closed: what is left stays in the store for the next start");
    }
  }

  private static void end(ExecutorService executor) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private static final class OneThread implements Worker {
    private final ScheduledExecutorService executor;
    private volatile Thread thread;

    OneThread(String name) {
      ThreadFactory factory = named(name);
      ScheduledThreadPoolExecutor one =
          new ScheduledThreadPoolExecutor(
              1,
              task -> {
                thread = factory.newThread(task);
                return thread;
              });
      one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
      this.executor = one;
    }

    @Override
    public void execute(Runnable task) {
      accept(() -> executor.execute(task));
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // forgotten at the end
    public void after(Duration pause, Runnable task) {
      accept(() -> executor.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void end() {
      if (Thread.currentThread() == thread) {
        executor.shutdown();
      } else {
        Threads.end(executor);
      }
    }
  }
}
