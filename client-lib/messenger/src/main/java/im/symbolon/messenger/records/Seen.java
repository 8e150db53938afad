package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.SeenRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Marks of messages that were dealt with, made from what the sender sealed and not from any id that
 * a server or a stranger can choose: duplicates never reach a ratchet.
 */
public final class Seen {
  /** Longer than servers keep messages for delivery. */
  private static final Duration KEPT = Duration.ofDays(90);

  private static final Group ALL = Group.of("seen");
  private static final int PURGED_AT_ONCE = 1000;

  private final Rows rows;

  public Seen(Rows rows) {
    this.rows = rows;
  }

  /**
   * What became of a message.
   *
   * @param receipt the id that its sender wants a receipt for
   * @param repeats how often the receipt was given again, because the message came again
   */
  public record Mark(Optional<String> receipt, int repeats) {
    /** The same, after one more receipt. */
    public Mark repeated() {
      return new Mark(receipt, repeats + 1);
    }
  }

  public Optional<Mark> find(byte[] mark) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.SEEN, RowKey.of(mark));
    return !value.isPresent()
        ? Optional.empty()
        : Optional.of(
            Stored.read(
                () -> {
                  SeenRecord found = SeenRecord.parseFrom(value.get());
                  String id = found.getReceipt();
                  Optional<String> receipt = id.isEmpty() ? Optional.empty() : Optional.of(id);
                  return new Mark(receipt, found.getRepeats());
                }));
  }

  public void put(byte[] mark, Mark what, Instant now) throws StoreException {
    SeenRecord value =
        SeenRecord.newBuilder()
            .setReceipt(what.receipt().orElse(""))
            .setRepeats(what.repeats())
            .build();
    rows.put(Tables.SEEN, RowKey.of(mark), ALL, now.toEpochMilli(), value.toByteArray());
  }

  /** Forgets the oldest marks, when they are old enough. */
  public void purge(Instant now) throws StoreException {
    for (Row row : rows.first(Tables.SEEN, ALL, PURGED_AT_ONCE)) {
      if (Instant.ofEpochMilli(row.position()).plus(KEPT).isAfter(now)) {
        return;
      }
      rows.delete(Tables.SEEN, row.key());
    }
  }
}
