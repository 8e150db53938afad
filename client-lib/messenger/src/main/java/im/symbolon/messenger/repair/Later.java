package im.symbolon.messenger.repair;

import im.symbolon.messenger.store.StoreException;

/** Does something in a transaction of its own, soon. */
@FunctionalInterface
interface Later {
  void run(Work work);

  /** What is done in it. */
  @FunctionalInterface
  interface Work {
    void in(Turn turn) throws StoreException;
  }
}
