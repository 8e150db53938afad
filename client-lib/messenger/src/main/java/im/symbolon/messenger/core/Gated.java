package im.symbolon.messenger.core;

import im.symbolon.messenger.store.StoreException;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Transactions that something begins by itself, and what is due after each of them. Thread-safe.
 */
public final class Gated {
  private final Surroundings surroundings;
  private final Consumer<Outcome> act;

  /**
   * @param act does what is due after a transaction
   */
  public Gated(Surroundings surroundings, Consumer<Outcome> act) {
    this.surroundings = Objects.requireNonNull(surroundings);
    this.act = Objects.requireNonNull(act);
  }

  /** What is done in a transaction of its own. */
  @FunctionalInterface
  public interface Step {
    void in(Gate gate) throws StoreException;
  }

  /** The same, with a result, or a refusal. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    T in(Gate gate) throws StoreException, E;
  }

  /** Does all of it, or nothing; and then what is due. */
  public void run(Step step) throws StoreException {
    call(
        gate -> {
          step.in(gate);
          return null;
        });
  }

  /** The same, and returns what it found; after a refusal nothing was done, and nothing is due. */
  public <T, E extends Exception> T call(Work<T, E> work) throws StoreException, E {
    Outcome outcome = new Outcome();
    T result =
        surroundings
            .store()
            .<T, E>transaction(
                rows -> work.in(new Gate(rows, surroundings.clock().instant(), outcome)));
    act.accept(outcome);
    return result;
  }
}
