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
    RowKey key = key(place, id, device);
    ResendsRecord before = load(key);
    int count = before.getCount();
    if (count >= MOST) {
      return false;
    }
    ResendsRecord next = before.toBuilder().setCount(count + 1).build();
    rows.put(Tables.RESENDS, key, ALL, now.toEpochMilli(), next.toByteArray());
    return true;
  }

  /**
   * It was sent again to a device that did not ask for it by its id: that it has it now does not
   * say that what was first sent ever got to its account.
   */
  public void unseen(MessagePlace place, String id, DeviceAddress device, Instant now)
      throws StoreException {
    ResendsRecord.Builder next = load(key(place, id, device)).toBuilder().setUnseen(true);
    rows.put(
        Tables.RESENDS,
        key(place, id, device),
        ALL,
        now.toEpochMilli(),
        next.build().toByteArray());
  }

  /** True when it was sent again so to that device. */
  public boolean isUnseen(MessagePlace place, String id, DeviceAddress device)
      throws StoreException {
    return load(key(place, id, device)).getUnseen();
  }

  private ResendsRecord load(RowKey key) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.RESENDS, key);
    return value.isPresent()
        ? Stored.read(() -> ResendsRecord.parseFrom(value.get()))
        : ResendsRecord.getDefaultInstance();
  }

  private static RowKey key(MessagePlace place, String id, DeviceAddress device) {
    return RowKey.of(
        place.chat().toString(),
        place.from().toString(),
        id,
        device.account().toString(),
        device.device().toString());
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
