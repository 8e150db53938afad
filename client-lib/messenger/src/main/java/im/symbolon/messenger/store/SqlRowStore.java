package im.symbolon.messenger.store;

import im.symbolon.messenger.store.Head.Draft;
import im.symbolon.messenger.store.StoreException.Reason;
import im.symbolon.ratchet.primitives.Entropy;
import java.time.Clock;
import java.util.List;

/** Rows in an SQLite file, sealed as the package says. */
public final class SqlRowStore implements RowStore {
  private final TransactionLock lock = new TransactionLock();
  private final TableNames names = new TableNames();
  private final SqlDb db;
  private final EntryTable entries;
  private final Entropy entropy;
  private final Clock clock;
  private Vault vault;
  private Head head;
  private boolean closed;

  private SqlRowStore(SqlDb db, Entropy entropy, Clock clock) {
    this.db = db;
    this.entries = new EntryTable(db);
    this.entropy = entropy;
    this.clock = clock;
  }

  /**
   * Opens the store in this database, or makes one in an empty database. Reads every row's place
   * once, to find what was removed, added, swapped or restored since; the contents are checked when
   * they are read.
   *
   * @param db taken over: closed with the store, or at once when opening fails
   * @param keys asked once; stays the caller's to close
   * @throws StoreException anything but TOO_LARGE and CLOSED; the file is as it was
   */
  public static SqlRowStore open(SqlDb db, StoreKeySource keys, Entropy entropy, Clock clock)
      throws StoreException {
    SqlRowStore store = new SqlRowStore(db, entropy, clock);
    boolean opened = false;
    try {
      store.open(keys);
      opened = true;
      return store;
    } finally {
      if (!opened) {
        store.abandon();
      }
    }
  }

  private void open(StoreKeySource keys) throws StoreException {
    Schema.prepare(db);
    if (Schema.isNew(db)) {
      db.transaction(() -> create(keys));
      Schema.settle(db);
    } else {
      vault = Lock.read(db).open(keys, entropy);
      Schema.settle(db);
      head = vault.openHead(savedHead());
      Schema.requireIntact(db);
      requireContents();
      new Epochs(db, vault).load();
      replaceEpochIfOver();
    }
  }

  private Void create(StoreKeySource keys) throws StoreException {
    Schema.create(db);
    vault = Lock.newVault(entropy);
    Lock made = Lock.on(vault, keys, entropy);
    made.write(db);
    Draft draft = Head.empty().draft();
    draft.add(made.code(vault));
    EpochKey first = vault.nextEpoch(clock.instant());
    vault.begin(first);
    new Epochs(db, vault).write(first, draft);
    head = written(draft);
    return null;
  }

  private void requireContents() throws StoreException {
    Draft found = Head.empty().draft();
    found.add(Lock.read(db).code(vault));
    found.add(new Epochs(db, vault).code());
    entries.eachPlace(entry -> found.add(vault.code(entry)));
    if (!found.finish().sameContents(head)) {
      throw Sealer.tampered();
    }
  }

  @Override
  public <T, X extends Exception> T transaction(Work<T, X> work) throws X, StoreException {
    lock.enter();
    try {
      requireOpen();
      replaceEpochIfOver();
      Draft draft = head.draft();
      CheckedRows rows = new CheckedRows(new SealedRows(entries, vault, draft), names);
      Committed<T> committed = db.transaction(() -> run(work, rows, draft));
      head = committed.head();
      return committed.result();
    } finally {
      lock.leave();
    }
  }

  private record Committed<T>(T result, Head head) {}

  private <T, X extends Exception> Committed<T> run(Work<T, X> work, CheckedRows rows, Draft draft)
      throws X, StoreException {
    try {
      T result = work.run(rows);
      rows.requireSound();
      return new Committed<>(result, draft.isChanged() ? written(draft) : head);
    } finally {
      rows.end();
    }
  }

  @Override
  public long generation() throws StoreException {
    lock.enter();
    try {
      requireOpen();
      return head.generation();
    } finally {
      lock.leave();
    }
  }

  /**
   * From now on the store is opened by another key. Old copies of the file are still opened by the
   * old one.
   */
  public void changeKey(StoreKeySource keys) throws StoreException {
    lock.enter();
    try {
      requireOpen();
      Lock made = Lock.on(vault, keys, entropy);
      Draft draft = head.draft();
      head =
          db.transaction(
              () -> {
                draft.remove(Lock.read(db).code(vault));
                made.write(db);
                draft.add(made.code(vault));
                return written(draft);
              });
      Schema.emptyLog(db);
    } finally {
      lock.leave();
    }
  }

  /**
   * Should the disk be full or failing, the old key serves on until the next transaction: better
   * readable a little longer than not at all.
   */
  private void replaceEpochIfOver() throws StoreException {
    if (!vault.epoch().isOver(clock.instant())) {
      return;
    }
    try {
      replaceEpoch();
    } catch (StoreException e) {
      if (e.reason() != Reason.IO) {
        throw e;
      }
    }
  }

  private void replaceEpoch() throws StoreException {
    Draft draft = head.draft();
    EpochKey next = vault.nextEpoch(clock.instant());
    boolean begun = false;
    try {
      head =
          db.transaction(
              () -> {
                new Epochs(db, vault).replace(entries, draft, next);
                return written(draft);
              });
      vault.begin(next);
      begun = true;
    } finally {
      if (!begun) {
        next.close();
      }
    }
    Schema.emptyLog(db);
  }

  private Head written(Draft draft) throws StoreException {
    Head next = draft.finish();
    db.update("INSERT OR REPLACE INTO head (id, sealed) VALUES (1, ?)", (Object) vault.seal(next));
    return next;
  }

  private byte[] savedHead() throws StoreException {
    List<byte[]> found = db.query("SELECT sealed FROM head", row -> row.blob(0));
    if (found.size() != 1) {
      throw Sealer.tampered();
    }
    return found.get(0);
  }

  @Override
  public void close() throws StoreException {
    lock.enter();
    try {
      if (!closed) {
        closed = true;
        vault.close();
        db.close();
      }
    } finally {
      lock.leave();
    }
  }

  private void requireOpen() throws StoreException {
    if (closed) {
      throw new StoreException(Reason.CLOSED, "The store was closed.");
    }
  }

  /** After a failed open, whose own error says more than one of closing. */
  private void abandon() {
    closed = true;
    if (vault != null) {
      vault.close();
    }
    try {
      db.close();
    } catch (StoreException e) {
      return;
    }
  }
}
