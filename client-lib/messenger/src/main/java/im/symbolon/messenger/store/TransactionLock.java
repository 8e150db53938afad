package im.symbolon.messenger.store;

import java.util.concurrent.locks.ReentrantLock;

/** One transaction at a time; a second one on the same thread is a mistake, not a wait. */
final class TransactionLock {
  private final ReentrantLock lock = new ReentrantLock(true);

  /** Waits until nobody else is inside. */
  void enter() {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("inside of a transaction of this store already");
    }
    lock.lock();
  }

  /** As {@link #enter}, and also from within this thread's own transaction. */
  void enterAgain() {
    lock.lock();
  }

  void leave() {
    lock.unlock();
  }
}
