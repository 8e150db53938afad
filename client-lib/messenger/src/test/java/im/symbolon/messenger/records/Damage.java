package im.symbolon.messenger.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import im.symbolon.messenger.store.MemoryRowStore;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowStore;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.store.Table;
import im.symbolon.messenger.store.Work;
import java.util.Arrays;
import java.util.List;

/** What becomes of records whose bytes were changed where they lie. */
final class Damage {
  private static final byte[] NOTHING_THAT_PARSES = {(byte) 0xff, (byte) 0xff, (byte) 0xff};

  private Damage() {}

  /** The one row of that table cannot be read, or holds something that could have been written. */
  static void isFound(MemoryRowStore store, Table table, Work<?, StoreException> reading)
      throws StoreException {
    List<Row> all = store.transaction(rows -> rows.all(table));
    assertThat(all).as("one record").hasSize(1);
    Row row = all.get(0);
    byte[] good = row.value().clone();
    write(store, table, row, NOTHING_THAT_PARSES);
    assertThatThrownBy(() -> store.transaction(reading))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.DAMAGED));
    for (int i = 0; i < good.length; i++) {
      tolerated(store, table, row, Arrays.copyOf(good, i), reading);
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = good.clone();
        flipped[i] ^= (byte) (1 << bit);
        tolerated(store, table, row, flipped, reading);
      }
    }
    write(store, table, row, good);
    store.transaction(reading);
  }

  private static void tolerated(
      MemoryRowStore store, Table table, Row row, byte[] bytes, Work<?, StoreException> reading)
      throws StoreException {
    write(store, table, row, bytes);
    try {
      store.transaction(reading);
    } catch (StoreException e) {
      assertThat(e.reason()).isEqualTo(StoreException.Reason.DAMAGED);
    }
  }

  private static void write(RowStore store, Table table, Row row, byte[] bytes)
      throws StoreException {
    store.<Void, StoreException>transaction(
        rows -> {
          rows.put(table, row.key(), row.group(), row.position(), bytes);
          return null;
        });
  }
}
