package im.symbolon.messenger.records;

import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import java.nio.ByteBuffer;

/** Numbers that only go up: ids never used twice, and the order of things. */
final class Sequences {
  private final Rows rows;

  Sequences(Rows rows) {
    this.rows = rows;
  }

  /** The next number; the first one is {@code first}. */
  long next(String name, long first) throws StoreException {
    RowKey key = RowKey.of(name);
    long next =
        rows.get(Tables.SEQUENCES, key).map(b -> ByteBuffer.wrap(b).getLong()).orElse(first);
    save(key, next + 1);
    return next;
  }

  /** The next even number, and that one at least. */
  long nextEven(String name, long least) throws StoreException {
    RowKey key = RowKey.of(name);
    long free = rows.get(Tables.SEQUENCES, key).map(b -> ByteBuffer.wrap(b).getLong()).orElse(0L);
    long next = (Math.max(free, least) + 1) & ~1L;
    save(key, next + 1);
    return next;
  }

  private void save(RowKey key, long next) throws StoreException {
    rows.put(Tables.SEQUENCES, key, ByteBuffer.allocate(Long.BYTES).putLong(next).array());
  }
}
