package im.symbolon.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Table;
import im.symbolon.messenger.store.Work;
import java.util.List;
import java.util.Optional;

/** A store whose process dies at one moment of storing one message; before and after, it works. */
final class MortalStore implements RowStore {
  /** The exit code of a process that died of its store. */
  static final int DIED = 42;

  private final RowStore store;
  private final Moment moment;
  private final byte[] fatal;

  /** When the process dies. */
  enum Moment {
    NEVER,
    /** The message was decrypted and is being written; the rest of its transaction is not. */
    WHILE_WRITING,
    /** All of its transaction was written, and not committed. */
    BEFORE_COMMIT,
    /** It was committed, and nobody was told. */
    AFTER_COMMIT
  }

  /**
   * @param fatal the text that may not be stored alive
   */
  MortalStore(RowStore store, Moment moment, String fatal) {
    this.store = store;
    this.moment = moment;
    this.fatal = fatal.getBytes(UTF_8);
  }

  @Override
  public <T, X extends Exception> T transaction(Work<T, X> work) throws X, StoreException {
    boolean[] seen = {false};
    T result =
        store.transaction(
            rows -> {
              Watched watched = new Watched(rows);
              T done = work.run(watched);
              seen[0] = watched.seen;
              dieIf(watched.seen, Moment.BEFORE_COMMIT);
              return done;
            });
    dieIf(seen[0], Moment.AFTER_COMMIT);
    return result;
  }

  private void dieIf(boolean seen, Moment now) {
    if (seen && moment == now) {
      Runtime.getRuntime().halt(DIED); // as SIGKILL: no hook runs, nothing is closed
    }
  }

  @Override
  public long generation() throws StoreException {
    return store.generation();
  }

  @Override
  public void close() throws StoreException {
    store.close();
  }

  private final class Watched implements Rows {
    private final Rows rows;
    private boolean seen;

    Watched(Rows rows) {
      this.rows = rows;
    }

    @Override
    public void put(Table table, RowKey key, Group group, long position, byte[] value)
        throws StoreException {
      rows.put(table, key, group, position, value);
      boolean now = table.name().equals("messages") && holds(value);
      seen |= now;
      dieIf(now, Moment.WHILE_WRITING);
    }

    private boolean holds(byte[] value) {
      return new String(value, UTF_8).contains(new String(fatal, UTF_8));
    }

    @Override
    public Optional<byte[]> get(Table table, RowKey key) throws StoreException {
      return rows.get(table, key);
    }

    @Override
    public boolean delete(Table table, RowKey key) throws StoreException {
      return rows.delete(table, key);
    }

    @Override
    public List<Row> page(Table table, Group group, long before, int limit) throws StoreException {
      return rows.page(table, group, before, limit);
    }

    @Override
    public List<Row> first(Table table, Group group, int limit) throws StoreException {
      return rows.first(table, group, limit);
    }

    @Override
    public List<Row> after(Table table, Group group, long position, int limit)
        throws StoreException {
      return rows.after(table, group, position, limit);
    }

    @Override
    public List<Row> all(Table table) throws StoreException {
      return rows.all(table);
    }

    @Override
    public long count(Table table) throws StoreException {
      return rows.count(table);
    }

    @Override
    public long count(Table table, Group group) throws StoreException {
      return rows.count(table, group);
    }
  }
}
