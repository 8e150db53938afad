package im.symbolon.messenger.repair;

import im.symbolon.messenger.store.StoreException;
import java.time.Duration;

/** Does something in a transaction of its own, after a pause. */
@FunctionalInterface
interface Later {
  void run(Duration pause, Work work);

  /** The same soon. */
  default void run(Work work) {
    run(Duration.ZERO, work);
  }

  /** What is done in it. */
  @FunctionalInterface
  interface Work {
    void in(Turn turn) throws StoreException;
  }
}
