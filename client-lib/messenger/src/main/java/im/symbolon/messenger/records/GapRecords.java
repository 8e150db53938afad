package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.GapRecord;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
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
    put(key, record(now, now));
    return true;
  }

  /**
   * How often this device asked for what another one was sent.
   *
   * @param last when it did so last; the epoch when it never did
   */
  public record Asked(int times, Instant last) {}

  /** This device asked for what the one before it was sent since then. */
  public void asked(DeviceId replaced, Instant since, Instant now) throws StoreException {
    int before = asked(replaced).times();
    put(OWN, record(since, now).setReplaced(replaced.value()).setTimes(before + 1));
  }

  /** How often it asked for what that one was sent. */
  public Asked asked(DeviceId replaced) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.GAPS, OWN);
    if (!value.isPresent() || read(value.get()).getReplaced() != replaced.value()) {
      return new Asked(0, Instant.EPOCH);
    }
    GapRecord found = read(value.get());
    return new Asked(found.getTimes(), Instant.ofEpochMilli(found.getAtMs()));
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
      GapRecord found = read(row.value());
      boolean over = !Instant.ofEpochMilli(found.getAtMs()).plus(KEPT).isAfter(now);
      if (over && found.getReplaced() == 0) { // the own one says that it was asked for
        rows.delete(Tables.GAPS, row.key());
      }
    }
  }

  private static GapRecord.Builder record(Instant since, Instant at) {
    return GapRecord.newBuilder().setSinceMs(since.toEpochMilli()).setAtMs(at.toEpochMilli());
  }

  private void put(RowKey key, GapRecord.Builder value) throws StoreException {
    rows.put(Tables.GAPS, key, value.build().toByteArray());
  }

  private static GapRecord read(byte[] value) throws StoreException {
    return Stored.read(() -> GapRecord.parseFrom(value));
  }
}
