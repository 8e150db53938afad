package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.HabitsRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import java.util.Optional;

/** What others may know of what a person does. */
public final class Habits {
  private static final RowKey ONLY = RowKey.of("habits");

  private final Rows rows;

  public Habits(Rows rows) {
    this.rows = rows;
  }

  /** Nobody is told what was read. */
  public boolean isSilentReader() throws StoreException {
    return record().getSilentReader();
  }

  /** Nobody is told that something is being written. */
  public boolean isSilentWriter() throws StoreException {
    return record().getSilentWriter();
  }

  public void silentReader(boolean silent) throws StoreException {
    put(record().toBuilder().setSilentReader(silent).build());
  }

  public void silentWriter(boolean silent) throws StoreException {
    put(record().toBuilder().setSilentWriter(silent).build());
  }

  private HabitsRecord record() throws StoreException {
    Optional<byte[]> value = rows.get(Tables.HABITS, ONLY);
    return value.isPresent()
        ? Stored.read(() -> HabitsRecord.parseFrom(value.get()))
        : HabitsRecord.getDefaultInstance();
  }

  private void put(HabitsRecord record) throws StoreException {
    rows.put(Tables.HABITS, ONLY, record.toByteArray());
  }
}
