package im.symbolon.messenger.store;

import im.symbolon.messenger.store.StoreException.Reason;
import java.util.List;
import java.util.Optional;

/**
 * The door to a store's rows during one transaction: refuses use outside of it, checks limits
 * before anything is touched, and remembers failures so that a transaction in which one was
 * swallowed is not committed.
 */
final class CheckedRows implements Rows {
  private final Rows rows;
  private final TableNames names;
  private final Thread owner = Thread.currentThread();
  private boolean ended;
  private boolean broken;
  private StoreException failure;

  CheckedRows(Rows rows, TableNames names) {
    this.rows = rows;
    this.names = names;
  }

  /** From now on every call is refused. */
  void end() {
    ended = true;
  }

  /** Throws when an operation failed on the way. */
  void requireSound() throws StoreException {
    if (failure != null) {
      throw failure;
    }
    if (broken) {
      throw new IllegalStateException("an operation on the rows failed half-way before");
    }
  }

  @Override
  public Optional<byte[]> get(Table table, RowKey key) throws StoreException {
    return watched(table, () -> rows.get(table, key));
  }

  @Override
  public void put(Table table, RowKey key, Group group, long position, byte[] value)
      throws StoreException {
    if (value.length > MAX_VALUE_BYTES) {
      throw new StoreException(Reason.TOO_LARGE, "One entry is too large to be stored.");
    }
    if (position == Long.MAX_VALUE) {
      throw new IllegalArgumentException("no page could reach the last position");
    }
    watched(
        table,
        () -> {
          rows.put(table, key, group, position, value);
          return true;
        });
  }

  @Override
  public boolean delete(Table table, RowKey key) throws StoreException {
    return watched(table, () -> rows.delete(table, key));
  }

  @Override
  public List<Row> page(Table table, Group group, long beforePosition, int limit)
      throws StoreException {
    requireLimit(limit);
    return watched(table, () -> rows.page(table, group, beforePosition, limit));
  }

  @Override
  public List<Row> first(Table table, Group group, int limit) throws StoreException {
    requireLimit(limit);
    return watched(table, () -> rows.first(table, group, limit));
  }

  @Override
  public List<Row> after(Table table, Group group, long position, int limit) throws StoreException {
    requireLimit(limit);
    return watched(table, () -> rows.after(table, group, position, limit));
  }

  @Override
  public List<Row> all(Table table) throws StoreException {
    return watched(table, () -> rows.all(table));
  }

  @Override
  public long count(Table table) throws StoreException {
    return watched(table, () -> rows.count(table));
  }

  @Override
  public long count(Table table, Group group) throws StoreException {
    return watched(table, () -> rows.count(table, group));
  }

  private interface Step<T> {
    T run() throws StoreException;
  }

  private <T> T watched(Table table, Step<T> step) throws StoreException {
    if (ended || Thread.currentThread() != owner) {
      throw new IllegalStateException("rows are only there inside of their transaction");
    }
    names.require(table);
    requireSound();
    // Anything else thrown half-way, such as by the source of randomness, counts as well.
    broken = true;
    try {
      T result = step.run();
      broken = false;
      return result;
    } catch (StoreException e) {
      failure = e;
      throw e;
    }
  }

  private static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit outside of 1 to " + MAX_LIMIT);
    }
  }
}
