package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.ArchivePositionRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.ArchivePoint;
import java.time.Instant;
import java.util.Optional;

/** How much of the own account's archive this device has dealt with. */
public final class ArchivePosition {
  private static final RowKey KEY = RowKey.of("own");

  private final Rows rows;

  public ArchivePosition(Rows rows) {
    this.rows = rows;
  }

  /** Behind what was dealt with; empty before the first look at the archive. */
  public Optional<ArchivePoint> get() throws StoreException {
    Optional<ArchivePositionRecord> stored = load().filter(ArchivePositionRecord::getPlaced);
    return stored.map(
        found ->
            new ArchivePoint(
                Optional.of(found.getId()).filter(id -> !id.isEmpty()),
                Instant.ofEpochMilli(found.getSinceMs())));
  }

  public void set(ArchivePoint point) throws StoreException {
    save(
        load().orElseGet(ArchivePositionRecord::getDefaultInstance).toBuilder()
            .setPlaced(true)
            .setId(point.id().orElse(""))
            .setSinceMs(point.since().toEpochMilli())
            .build());
  }

  /** Since when keys wait for a catch-up; from now on, if none did. */
  public Instant postponedSince(Instant now) throws StoreException {
    ArchivePositionRecord found = load().orElseGet(ArchivePositionRecord::getDefaultInstance);
    if (found.getPostponedSinceMs() != 0) {
      return Instant.ofEpochMilli(found.getPostponedSinceMs());
    }
    save(found.toBuilder().setPostponedSinceMs(now.toEpochMilli()).build());
    return now;
  }

  /** The archive was read to its end. */
  public void caughtUp() throws StoreException {
    Optional<ArchivePositionRecord> stored = load();
    if (stored.isPresent() && stored.get().getPostponedSinceMs() != 0) {
      save(stored.get().toBuilder().setPostponedSinceMs(0).build());
    }
  }

  private Optional<ArchivePositionRecord> load() throws StoreException {
    Optional<byte[]> value = rows.get(Tables.ARCHIVE, KEY);
    return !value.isPresent()
        ? Optional.empty()
        : Optional.of(Stored.read(() -> ArchivePositionRecord.parseFrom(value.get())));
  }

  private void save(ArchivePositionRecord value) throws StoreException {
    rows.put(Tables.ARCHIVE, KEY, value.toByteArray());
  }
}
