package im.symbolon.world.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Many runs, side by side on all processors; each by itself is on one thread.
 *
 * @param firstSeed the first run's; the others follow
 * @param seeds how many runs
 * @param events how many in each
 */
public record Campaign(long firstSeed, int seeds, int events) {

  /**
   * Runs all of them.
   *
   * @param done told of each when it is over, on any thread, one after another
   * @return by seed
   */
  public List<FuzzResult> run(Consumer<FuzzResult> done) throws InterruptedException {
    return run(FuzzRun::of, done);
  }

  /** The same with other runs. */
  public List<FuzzResult> run(Function<Script, FuzzResult> runs, Consumer<FuzzResult> done)
      throws InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<FuzzResult>> running = new ArrayList<>();
      for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
        Script script = Script.of(seed, events);
        running.add(threads.submit(() -> tell(runs.apply(script), done)));
      }
      List<FuzzResult> results = new ArrayList<>();
      for (Future<FuzzResult> each : running) {
        results.add(each.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a run could not go on: " + e.getCause(), e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private FuzzResult tell(FuzzResult result, Consumer<FuzzResult> done) {
    synchronized (done) {
      done.accept(result);
    }
    return result;
  }
}
