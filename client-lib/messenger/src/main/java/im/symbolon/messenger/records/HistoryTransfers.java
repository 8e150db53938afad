package im.symbolon.messenger.records;

import im.symbolon.messenger.chat.HistoryProgress;
import im.symbolon.messenger.records.wire.HistoryTransferRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Instant;
import java.util.Optional;

/** The one transfer of history to this device that is under way, or was last. */
public final class HistoryTransfers {
  private static final RowKey KEY = RowKey.of("here");

  private final Rows rows;

  public HistoryTransfers(Rows rows) {
    this.rows = rows;
  }

  public Optional<HistoryTransfer> current() throws StoreException {
    Optional<byte[]> value = rows.get(Tables.HISTORY_TRANSFERS, KEY);
    return value.isPresent()
        ? Optional.of(Stored.read(() -> read(HistoryTransferRecord.parseFrom(value.get()))))
        : Optional.empty();
  }

  /** From now on this is the one. */
  public void put(HistoryTransfer transfer) throws StoreException {
    HistoryProgress progress = transfer.progress();
    HistoryTransferRecord value =
        HistoryTransferRecord.newBuilder()
            .setDevice(transfer.from().value())
            .setFingerprint(transfer.identity().hex())
            .setId(transfer.id())
            .setCursor(transfer.cursor().orElse(""))
            .setReceived(progress.received())
            .setTotal(progress.total())
            .setDone(progress.done())
            .setHeardAtMs(progress.heardAt().toEpochMilli())
            .build();
    rows.put(Tables.HISTORY_TRANSFERS, KEY, value.toByteArray());
  }

  private static HistoryTransfer read(HistoryTransferRecord found) {
    return new HistoryTransfer(
        new DeviceId(found.getDevice()),
        new Fingerprint(found.getFingerprint()),
        found.getId(),
        Optional.of(found.getCursor()).filter(cursor -> !cursor.isEmpty()),
        new HistoryProgress(
            found.getReceived(),
            found.getTotal(),
            found.getDone(),
            Instant.ofEpochMilli(found.getHeardAtMs())));
  }
}
