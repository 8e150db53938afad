package im.symbolon.messenger.store;

import im.symbolon.messenger.store.StoreException.Reason;

/**
 * Rows in memory under the same contract, for tests and for accounts that must leave nothing
 * behind. Nothing is sealed; durable means as long as this object lives.
 */
public final class MemoryRowStore implements RowStore {
  private final TransactionLock lock = new TransactionLock();
  private final TableNames names = new TableNames();
  private MemoryRows rows;
  private CheckedRows current;
  private long generation;
  private boolean closed;

  public MemoryRowStore() {
    this(new MemoryRows(), 0);
  }

  private MemoryRowStore(MemoryRows rows, long generation) {
    this.rows = rows;
    this.generation = generation;
  }

  @Override
  public <T, X extends Exception> T transaction(Work<T, X> work) throws X, StoreException {
    lock.enter();
    try {
      requireOpen();
      CheckedRows checked = new CheckedRows(rows, names);
      current = checked;
      T result = work.run(checked);
      checked.requireSound();
      requireOpen();
      generation += rows.commit() ? 1 : 0;
      return result;
    } finally {
      endCurrent();
      lock.leave();
    }
  }

  @Override
  public long generation() throws StoreException {
    lock.enter();
    try {
      requireOpen();
      return generation;
    } finally {
      lock.leave();
    }
  }

  /**
   * What a restart after a sudden end would find: everything committed and nothing else. This store
   * refuses every further call. May be called from inside of a transaction, which then fails.
   */
  public MemoryRowStore crash() {
    lock.enterAgain();
    try {
      endCurrent();
      MemoryRowStore survivor = new MemoryRowStore(rows, generation);
      forget();
      return survivor;
    } finally {
      lock.leave();
    }
  }

  /** What a copy of it holds that is made between two transactions; both go on from there. */
  public MemoryRowStore copy() throws StoreException {
    lock.enter();
    try {
      requireOpen();
      return new MemoryRowStore(rows.copy(), generation);
    } finally {
      lock.leave();
    }
  }

  /** Forgets the rows. */
  @Override
  public void close() {
    lock.enter();
    try {
      forget();
    } finally {
      lock.leave();
    }
  }

  /** Whatever is not committed by now is undone. */
  private void endCurrent() {
    if (current != null) {
      current.end();
      current = null;
    }
    rows.undo();
  }

  private void forget() {
    closed = true;
    rows = new MemoryRows();
  }

  private void requireOpen() throws StoreException {
    if (closed) {
      throw new StoreException(Reason.CLOSED, "The store was closed.");
    }
  }
}
