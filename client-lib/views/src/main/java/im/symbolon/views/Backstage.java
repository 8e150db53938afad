package im.symbolon.views;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Where the work behind screens is done: quick work in order, and what waits for the network beside
 * it. Closing it lets nothing new begin.
 */
public final class Backstage implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Backstage.class.getName());

  private static final long END_SECONDS = 10;

  private final UiThread ui;
  private final Executor quick;
  private final Executor slow;
  private final Pauses pauses;
  private final Runnable end;

  /** Lets time pass. */
  @FunctionalInterface
  public interface Pauses {
    /** Runs the task once, after the pause. */
    void after(Duration pause, Runnable task);
  }

  /** Something that may fail. */
  @FunctionalInterface
  public interface Task {
    void run() throws Exception;
  }

  /**
   * @param quick one task after the other
   * @param slow for tasks that wait
   */
  public Backstage(UiThread ui, Executor quick, Executor slow) {
    this(ui, quick, slow, (pause, task) -> task.run());
  }

  /** The same, where time passes. */
  public Backstage(UiThread ui, Executor quick, Executor slow, Pauses pauses) {
    this(ui, quick, slow, pauses, () -> {});
  }

  private Backstage(UiThread ui, Executor quick, Executor slow, Pauses pauses, Runnable end) {
    this.ui = ui;
    this.quick = quick;
    this.slow = slow;
    this.pauses = pauses;
    this.end = end;
  }

  /** With threads of its own, which keep no program alive. */
  public static Backstage threads(UiThread ui) {
    ExecutorService quick = Executors.newSingleThreadExecutor(Backstage::thread);
    ExecutorService slow = Executors.newCachedThreadPool(Backstage::thread);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(Backstage::thread);
    return new Backstage(
        ui,
        quick,
        slow,
        pauses(clock),
        () -> {
          clock.shutdownNow();
          end(quick, slow);
        });
  }

  private static void end(ExecutorService quick, ExecutorService slow) {
    quick.shutdown();
    slow.shutdown();
    try {
      if (!quick.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "the program ends, and something was not finished");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // forgotten at the end
  private static Pauses pauses(ScheduledExecutorService clock) {
    return (pause, task) -> clock.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "symbolon-views");
    thread.setDaemon(true);
    return thread;
  }

  UiThread ui() {
    return ui;
  }

  <T> State<T> state(T first) {
    return new State<>(ui, first);
  }

  /** After a pause, beside all else; is to be quick. */
  void after(Duration pause, Runnable task) {
    try {
      pauses.after(pause, task);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "the program ends, and something was not begun");
    }
  }

  /** Reads or writes the store. */
  void quickly(Task task, Consumer<Problem> otherwise) {
    run(quick, task, otherwise);
  }

  /** May wait for the network. */
  void slowly(Task task, Consumer<Problem> otherwise) {
    run(slow, task, otherwise);
  }

  private static void run(Executor where, Task task, Consumer<Problem> otherwise) {
    try {
      where.execute(() -> run(task, otherwise));
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "the program ends, and something was not begun");
    }
  }

  private static void run(Task task, Consumer<Problem> otherwise) {
    try {
      task.run();
    } catch (Exception e) {
      Problem problem = Problem.of(e);
      LOG.log(Level.INFO, "a person was told: {0}", problem.key());
      otherwise.accept(problem);
    }
  }

  /** Does what is not about a screen's model, and may take a while. */
  public void aside(Runnable task) {
    slowly(task::run, problem -> {});
  }

  /** Returns when the quick work that was begun is done. */
  @Override
  public void close() {
    end.run();
  }
}
