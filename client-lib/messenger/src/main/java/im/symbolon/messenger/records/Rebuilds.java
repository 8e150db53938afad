package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.RebuildsRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When sessions were begun to replace those that do not open messages any more: once an hour and
 * three times a day at most, counted per device over all versions of OMEMO (REVIEW 27).
 */
public final class Rebuilds {
  private static final Duration PAUSE = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final int A_DAY = 3;

  private final Rows rows;

  public Rebuilds(Rows rows) {
    this.rows = rows;
  }

  /** Remembers a rebuild if there may be one now. */
  public boolean mayBegin(DeviceAddress device, Instant now) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.REBUILDS, key(device));
    RebuildsRecord.Builder recent = RebuildsRecord.newBuilder();
    boolean paused = false;
    if (value.isPresent()) {
      for (long ms : Stored.read(() -> RebuildsRecord.parseFrom(value.get())).getAtMsList()) {
        Instant at = Instant.ofEpochMilli(ms);
        if (at.plus(DAY).isAfter(now)) {
          recent.addAtMs(ms);
          paused |= at.plus(PAUSE).isAfter(now);
        }
      }
    }
    if (paused || recent.getAtMsCount() >= A_DAY) {
      return false;
    }
    rows.put(
        Tables.REBUILDS, key(device), recent.addAtMs(now.toEpochMilli()).build().toByteArray());
    return true;
  }

  /** Nothing is kept of that device any more. */
  public void forget(DeviceAddress device) throws StoreException {
    rows.delete(Tables.REBUILDS, key(device));
  }

  private static RowKey key(DeviceAddress device) {
    return RowKey.of(device.account().toString(), device.device().toString());
  }
}
