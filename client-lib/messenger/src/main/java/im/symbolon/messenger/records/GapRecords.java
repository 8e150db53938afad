package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.GapRecord;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Which replaced devices got their gap from here, and whether this device waits for its own. */
public final class GapRecords {
  private static final Duration KEPT = Duration.ofDays(14);
  private static final RowKey OWN = RowKey.of("own");

  private final Rows rows;

  public GapRecords(Rows rows) {
    this.rows = rows;
  }

  /** Remembers that this device gets its gap, if it did not yet. */
  public boolean mayAnswer(DeviceAddress device, Instant now) throws StoreException {
    RowKey key = RowKey.of("to", device.account().toString(), device.device().toString());
    if (rows.get(Tables.GAPS, key).isPresent()) {
      return false;
    }
    put(key, now, now);
    return true;
  }

  /** This device asked for what the one before it was sent since then. */
  public void asked(Instant since, Instant now) throws StoreException {
    put(OWN, since, now);
  }

  /** Since when messages are missing here, while others may still send them. */
  public Optional<Instant> open(Instant now) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.GAPS, OWN);
    if (!value.isPresent()) {
      return Optional.empty();
    }
    GapRecord found = read(value.get());
    return Instant.ofEpochMilli(found.getAtMs()).plus(KEPT).isAfter(now)
        ? Optional.of(Instant.ofEpochMilli(found.getSinceMs()))
        : Optional.empty();
  }

  public void purge(Instant now) throws StoreException {
    for (Row row : rows.all(Tables.GAPS)) {
      if (!Instant.ofEpochMilli(read(row.value()).getAtMs()).plus(KEPT).isAfter(now)) {
        rows.delete(Tables.GAPS, row.key());
      }
    }
  }

  private void put(RowKey key, Instant since, Instant at) throws StoreException {
    GapRecord value =
        GapRecord.newBuilder().setSinceMs(since.toEpochMilli()).setAtMs(at.toEpochMilli()).build();
    rows.put(Tables.GAPS, key, value.toByteArray());
  }

  private static GapRecord read(byte[] value) throws StoreException {
    return Stored.read(() -> GapRecord.parseFrom(value));
  }
}
