package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.ListTagsRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * The newest list of its own account that each device said it had used: one that goes back to an
 * older one later is evidence that its store was rolled back, or that lists are held back (REVIEW
 * 23).
 */
public final class UsedLists {
  private final Rows rows;

  public UsedLists(Rows rows) {
    this.rows = rows;
  }

  /**
   * Remembers the version that a device used, if it is the newest.
   *
   * @param at when the device says that it wrote
   * @return true when it used a newer one before that
   */
  public boolean wentBack(DeviceAddress device, long version, Instant at) throws StoreException {
    RowKey key = RowKey.of(device.account().toString(), device.device().toString());
    Optional<byte[]> value = rows.get(Tables.LIST_TAGS, key);
    if (!value.isPresent()) {
      put(key, version, at);
      return false;
    }
    ListTagsRecord known = Stored.read(() -> ListTagsRecord.parseFrom(value.get()));
    if (version > known.getVersion()) {
      put(key, version, at);
    }
    return version < known.getVersion() && at.toEpochMilli() > known.getSaidAtMs();
  }

  /** From now on that version counts, whatever was used before. */
  public void put(DeviceAddress device, long version, Instant at) throws StoreException {
    put(RowKey.of(device.account().toString(), device.device().toString()), version, at);
  }

  private void put(RowKey key, long version, Instant at) throws StoreException {
    ListTagsRecord value =
        ListTagsRecord.newBuilder().setVersion(version).setSaidAtMs(at.toEpochMilli()).build();
    rows.put(Tables.LIST_TAGS, key, value.toByteArray());
  }
}
