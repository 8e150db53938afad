package im.symbolon.messenger.records;

import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import java.time.Duration;
import java.time.Instant;

/**
 * Marks of messages that were dealt with, made from what the sender sealed and not from any id that
 * a server or a stranger can choose: duplicates never reach a ratchet.
 */
public final class Seen {
  /** Longer than servers keep messages for delivery. */
  private static final Duration KEPT = Duration.ofDays(90);

  private static final Group ALL = Group.of("seen");
  private static final int PURGED_AT_ONCE = 1000;

  private final Rows rows;

  public Seen(Rows rows) {
    this.rows = rows;
  }

  public boolean contains(byte[] mark) throws StoreException {
    return rows.get(Tables.SEEN, RowKey.of(mark)).isPresent();
  }

  public void add(byte[] mark, Instant now) throws StoreException {
    rows.put(Tables.SEEN, RowKey.of(mark), ALL, now.toEpochMilli(), new byte[0]);
  }

  /** Forgets the oldest marks, when they are old enough. */
  public void purge(Instant now) throws StoreException {
    for (Row row : rows.first(Tables.SEEN, ALL, PURGED_AT_ONCE)) {
      if (Instant.ofEpochMilli(row.position()).plus(KEPT).isAfter(now)) {
        return;
      }
      rows.delete(Tables.SEEN, row.key());
    }
  }
}
