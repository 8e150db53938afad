package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.OwnListeningRecord;
import im.symbolon.messenger.records.wire.OwnSightingRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When each of the other own devices was last heard, and for how long this device was there to hear
 * them. A device's silence counts only while somebody listened: neither a wrong clock nor a long
 * absence of this device makes others look gone.
 */
public final class OwnSightings {
  /** What arrived while this device was away for that long, it still hears. */
  private static final Duration LONGEST_GAP = Duration.ofDays(7);

  private static final Duration COARSE = Duration.ofHours(1);
  private static final RowKey LISTENING = RowKey.of("listening");

  private final Rows rows;

  public OwnSightings(Rows rows) {
    this.rows = rows;
  }

  /** This device is there; called at least daily while it is. */
  public void listen(Instant now) throws StoreException {
    OwnListeningRecord before = listening();
    Duration gap =
        before.getLastRoundMs() == 0
            ? Duration.ZERO
            : Duration.between(Instant.ofEpochMilli(before.getLastRoundMs()), now);
    Duration heard = gap.compareTo(LONGEST_GAP) > 0 ? LONGEST_GAP : gap;
    long more = heard.isNegative() ? 0 : heard.toMillis();
    save(
        before.toBuilder()
            .setListenedMs(before.getListenedMs() + more)
            .setLastRoundMs(now.toEpochMilli()));
  }

  /** Something authentic came from that device. */
  public void saw(DeviceId device, Instant now) throws StoreException {
    OwnSightingRecord value =
        OwnSightingRecord.newBuilder()
            .setAtMs(now.toEpochMilli())
            .setListenedMs(listening().getListenedMs())
            .build();
    rows.put(Tables.OWN_SIGHTINGS, key(device), value.toByteArray());
  }

  /** When it was last heard. */
  public Optional<Instant> lastSeen(DeviceId device) throws StoreException {
    return sighting(device).map(found -> Instant.ofEpochMilli(found.getAtMs()));
  }

  /** How long this device has listened for that one in vain; it counts from the first question. */
  public Duration silence(DeviceId device, Instant now) throws StoreException {
    Optional<OwnSightingRecord> found = sighting(device);
    if (!found.isPresent()) {
      saw(device, now);
      return Duration.ZERO;
    }
    return Duration.ofMillis(listening().getListenedMs() - found.get().getListenedMs());
  }

  /** Something was sent to the other own devices; kept to the hour. */
  public void said(Instant now) throws StoreException {
    OwnListeningRecord before = listening();
    Instant last = Instant.ofEpochMilli(before.getSaidMs());
    if (Duration.between(last, now).abs().compareTo(COARSE) >= 0) {
      save(before.toBuilder().setSaidMs(now.toEpochMilli()));
    }
  }

  /** When something was last sent to the other own devices; empty for never. */
  public Optional<Instant> lastSaid() throws StoreException {
    long ms = listening().getSaidMs();
    return ms == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(ms));
  }

  private Optional<OwnSightingRecord> sighting(DeviceId device) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.OWN_SIGHTINGS, key(device));
    return value.isPresent()
        ? Optional.of(Stored.read(() -> OwnSightingRecord.parseFrom(value.get())))
        : Optional.empty();
  }

  private OwnListeningRecord listening() throws StoreException {
    Optional<byte[]> value = rows.get(Tables.OWN_SIGHTINGS, LISTENING);
    return value.isPresent()
        ? Stored.read(() -> OwnListeningRecord.parseFrom(value.get()))
        : OwnListeningRecord.getDefaultInstance();
  }

  private void save(OwnListeningRecord.Builder value) throws StoreException {
    rows.put(Tables.OWN_SIGHTINGS, LISTENING, value.build().toByteArray());
  }

  private static RowKey key(DeviceId device) {
    return RowKey.of("device").and(device.value());
  }
}
