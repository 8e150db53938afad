package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.HabitsRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What others may know of what a person does, and what this person often does. */
public final class Habits {
  private static final RowKey ONLY = RowKey.of("habits");

  private static final int MOST_RECENT = 32;

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

  /** What was chosen lately, the last one first. */
  public List<String> recentEmoji() throws StoreException {
    return Collections.unmodifiableList(new ArrayList<>(record().getRecentEmojiList()));
  }

  /** It was chosen now; of the others the last {@value MOST_RECENT} are kept. */
  public void chose(String emoji) throws StoreException {
    List<String> recent = new ArrayList<>(record().getRecentEmojiList());
    recent.remove(emoji);
    recent.add(0, emoji);
    List<String> kept = recent.subList(0, Math.min(MOST_RECENT, recent.size()));
    put(record().toBuilder().clearRecentEmoji().addAllRecentEmoji(kept).build());
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
