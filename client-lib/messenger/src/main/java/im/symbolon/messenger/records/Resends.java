package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.ResendsRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.delivery.MessagePlace;
import java.time.Instant;
import java.util.Optional;

/**
 * How often each message was sent again, or said to be gone, to each device: {@value #MOST} times
 * at most (REVIEW 7).
 */
public final class Resends {
  /** For one message and device. */
  public static final int MOST = 3;

  static final Group ALL = Group.of("again");
  private static final int PURGED_AT_ONCE = 1_000;

  private final Rows rows;

  public Resends(Rows rows) {
    this.rows = rows;
  }

  /** Counts one more, if there may be one. */
  public boolean mayAnswer(MessagePlace place, String id, DeviceAddress device, Instant now)
      throws StoreException {
    RowKey key =
        RowKey.of(
            place.chat().toString(),
            place.from().toString(),
            id,
            device.account().toString(),
            device.device().toString());
    Optional<byte[]> value = rows.get(Tables.RESENDS, key);
    int count =
        value.isPresent() ? Stored.read(() -> ResendsRecord.parseFrom(value.get())).getCount() : 0;
    if (count >= MOST) {
      return false;
    }
    byte[] next = ResendsRecord.newBuilder().setCount(count + 1).build().toByteArray();
    rows.put(Tables.RESENDS, key, ALL, now.toEpochMilli(), next);
    return true;
  }

  /** Forgets what was sent again so long ago that it is too old to be asked for. */
  public void purge(Instant now) throws StoreException {
    for (Row row : rows.first(Tables.RESENDS, ALL, PURGED_AT_ONCE)) {
      if (Instant.ofEpochMilli(row.position()).plus(RecipientSnapshots.KEPT).isAfter(now)) {
        return;
      }
      rows.delete(Tables.RESENDS, row.key());
    }
  }
}
