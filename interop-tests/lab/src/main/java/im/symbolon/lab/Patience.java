package im.symbolon.lab;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waiting for a state that another program reaches by itself. */
public final class Patience {
  /** What another program does at once may take so long on a machine that is slow or busy. */
  public static final Duration USUAL = Duration.ofSeconds(60);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private Patience() {}

  /** Something that holds, or not yet. */
  @FunctionalInterface
  public interface State<X extends Exception> {
    boolean holds() throws X;
  }

  /** Looks until it is so, for the usual time; returns whether it is. */
  public static <X extends Exception> boolean until(State<X> state) throws X {
    return until(USUAL, state);
  }

  /** Looks until it is so, at most so long; returns whether it is. */
  public static <X extends Exception> boolean until(Duration limit, State<X> state) throws X {
    long end = System.nanoTime() + limit.toNanos();
    while (!state.holds()) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
    return true;
  }
}
