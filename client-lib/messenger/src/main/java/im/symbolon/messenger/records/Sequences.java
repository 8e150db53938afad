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
    byte[] after = ByteBuffer.allocate(Long.BYTES).putLong(next + 1).array();
    rows.put(Tables.SEQUENCES, key, after);
    return next;
  }
}
