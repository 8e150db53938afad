package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.HistoryGrantRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which own devices a person allowed to fetch the history from this one. */
public final class HistoryGrants {
  /** Long enough for a device that is switched off meanwhile. */
  public static final Duration VALID = Duration.ofDays(30);

  private final Rows rows;

  public HistoryGrants(Rows rows) {
    this.rows = rows;
  }

  /** From now on, for {@link #VALID}. */
  public void allow(DeviceId device, Fingerprint identity, Instant now) throws StoreException {
    HistoryGrantRecord value =
        HistoryGrantRecord.newBuilder()
            .setDevice(device.value())
            .setFingerprint(identity.hex())
            .setGrantedAtMs(now.toEpochMilli())
            .build();
    rows.put(Tables.HISTORY_GRANTS, key(device), value.toByteArray());
  }

  /** Whether a device with that identity may ask. A clock that was set ends it, too. */
  public boolean allows(DeviceId device, Fingerprint identity, Instant now) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.HISTORY_GRANTS, key(device));
    if (!value.isPresent()) {
      return false;
    }
    HistoryGrantRecord found = Stored.read(() -> HistoryGrantRecord.parseFrom(value.get()));
    Instant granted = Instant.ofEpochMilli(found.getGrantedAtMs());
    return found.getFingerprint().equals(identity.hex())
        && Duration.between(granted, now).abs().compareTo(VALID) <= 0;
  }

  /** Not any more. */
  public void revoke(DeviceId device) throws StoreException {
    rows.delete(Tables.HISTORY_GRANTS, key(device));
  }

  private static RowKey key(DeviceId device) {
    return RowKey.of(device.toString());
  }
}
