package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.ArchivePositionRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.ArchivePoint;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.Optional;

/** How much of an archive this device has dealt with. */
public final class ArchivePosition {
  private final Rows rows;
  private final RowKey key;

  private ArchivePosition(Rows rows, RowKey key) {
    this.rows = rows;
    this.key = key;
  }

  /** In the own account's. */
  public static ArchivePosition ofAccount(Rows rows) {
    return new ArchivePosition(rows, RowKey.of("own"));
  }

  /** In that room's. */
  public static ArchivePosition ofRoom(Rows rows, BareJid room) {
    return new ArchivePosition(rows, RowKey.of("room", room.toString()));
  }

  /** Behind what was dealt with; empty before the first look at the archive. */
  public Optional<ArchivePoint> get() throws StoreException {
    Optional<ArchivePositionRecord> stored = load().filter(ArchivePositionRecord::getPlaced);
    return stored.map(found -> point(found.getId(), found.getSinceMs()));
  }

  private static ArchivePoint point(String id, long sinceMs) {
    return new ArchivePoint(
        Optional.of(id).filter(text -> !text.isEmpty()), Instant.ofEpochMilli(sinceMs));
  }

  public void set(ArchivePoint point) throws StoreException {
    save(
        loaded().toBuilder()
            .setPlaced(true)
            .setId(point.id().orElse(""))
            .setSinceMs(point.since().toEpochMilli())
            .build());
  }

  /**
   * Up to where everything in the archive is in this store. Where it is not known, because nobody
   * looked for it then, it is {@link #get}: nothing before that is asked for any more.
   */
  public Optional<ArchivePoint> covered() throws StoreException {
    Optional<ArchivePositionRecord> stored = load().filter(ArchivePositionRecord::getCovered);
    return stored.isPresent()
        ? stored.map(found -> point(found.getCoveredId(), found.getCoveredSinceMs()))
        : get();
  }

  /** Everything between the last such point and this one is in the store from now on. */
  public void cover(ArchivePoint point) throws StoreException {
    save(
        loaded().toBuilder()
            .setCovered(true)
            .setCoveredId(point.id().orElse(""))
            .setCoveredSinceMs(point.since().toEpochMilli())
            .build());
  }

  /** The id of the last message that the server was told to be covered. */
  public Optional<String> acknowledged() throws StoreException {
    return Optional.of(loaded().getAcknowledgedId()).filter(id -> !id.isEmpty());
  }

  public void acknowledged(String id) throws StoreException {
    save(loaded().toBuilder().setAcknowledgedId(id).build());
  }

  /** Since when keys wait for a catch-up; from now on, if none did. */
  public Instant postponedSince(Instant now) throws StoreException {
    ArchivePositionRecord found = loaded();
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

  private ArchivePositionRecord loaded() throws StoreException {
    return load().orElseGet(ArchivePositionRecord::getDefaultInstance);
  }

  private Optional<ArchivePositionRecord> load() throws StoreException {
    Optional<byte[]> value = rows.get(Tables.ARCHIVE, key);
    return !value.isPresent()
        ? Optional.empty()
        : Optional.of(Stored.read(() -> ArchivePositionRecord.parseFrom(value.get())));
  }

  private void save(ArchivePositionRecord value) throws StoreException {
    rows.put(Tables.ARCHIVE, key, value.toByteArray());
  }
}
