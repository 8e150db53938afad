package im.symbolon.messenger.store;

/**
 * Durable rows, changed only in transactions. Safe for use by several threads; transactions run one
 * after the other.
 */
public interface RowStore extends AutoCloseable {
  /**
   * Runs the work and commits everything it wrote, or, when it throws, nothing. Once this returns,
   * the changes survive a crash of the process and of the machine.
   *
   * <p>If an operation on the rows failed for a reason other than {@link
   * StoreException.Reason#TOO_LARGE}, nothing is committed, even if the work swallowed the error;
   * that error is then thrown here.
   *
   * @throws X whatever the work throws; nothing was changed
   * @throws StoreException when the store itself failed; nothing was changed
   * @throws IllegalStateException when called from inside of a transaction of this store
   */
  <T, X extends Exception> T transaction(Work<T, X> work) throws X, StoreException;

  /**
   * A number that goes up with every transaction that changes something, and never down. So if
   * somebody else remembers a higher one, this store is an older copy of itself: a restored backup
   * or a cloned disk. Nothing inside of the file could show that.
   */
  long generation() throws StoreException;

  /** Waits for a running transaction, then closes; keys are wiped. Further calls do nothing. */
  @Override
  void close() throws StoreException;
}
