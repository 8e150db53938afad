package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.OwedReceiptsRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What others are to be told about their messages in groups: one row for each group and account.
 */
public final class OwedReceipts {
  private static final Group ALL = Group.of("owed");

  private final Rows rows;

  public OwedReceipts(Rows rows) {
    this.rows = rows;
  }

  /**
   * What one account is to be told.
   *
   * @param received ids of messages that came; none of them is in {@code read}
   * @param read ids of messages that a person has read
   * @param toldAt when something was told last
   * @param due when this is; after all others when there is nothing to tell
   */
  public record Owed(
      BareJid room,
      BareJid account,
      List<String> received,
      List<String> read,
      Instant toldAt,
      Instant due) {
    public Owed {
      Objects.requireNonNull(room);
      Objects.requireNonNull(account);
      received = List.copyOf(received);
      read = List.copyOf(read);
      Objects.requireNonNull(toldAt);
      Objects.requireNonNull(due);
    }

    /** Nothing, to somebody who was never told anything. */
    public static Owed nothing(BareJid room, BareJid account) {
      return new Owed(room, account, List.of(), List.of(), Instant.EPOCH, Instant.EPOCH);
    }

    public boolean isEmpty() {
      return received.isEmpty() && read.isEmpty();
    }

    /** With one more; the oldest are forgotten beyond so many. */
    public Owed and(String id, boolean wasRead, int most) {
      Set<String> came = new LinkedHashSet<>(received);
      Set<String> seen = new LinkedHashSet<>(read);
      if (wasRead) {
        came.remove(id);
        seen.add(id);
      } else if (!seen.contains(id)) {
        came.add(id);
      }
      return new Owed(room, account, last(came, most), last(seen, most), toldAt, due);
    }

    private static List<String> last(Set<String> of, int most) {
      List<String> all = new ArrayList<>(of);
      return all.subList(Math.max(0, all.size() - most), all.size());
    }

    /** The same, to be told then. */
    public Owed at(Instant when) {
      return new Owed(room, account, received, read, toldAt, when);
    }
  }

  /** What that account is to be told. */
  public Owed of(BareJid room, BareJid account) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.OWED_RECEIPTS, key(room, account));
    return value.isPresent() ? read(value.get()) : Owed.nothing(room, account);
  }

  public void put(Owed owed) throws StoreException {
    OwedReceiptsRecord value =
        OwedReceiptsRecord.newBuilder()
            .setRoom(owed.room().toString())
            .setAccount(owed.account().toString())
            .addAllReceived(owed.received())
            .addAllRead(owed.read())
            .setToldMs(owed.toldAt().toEpochMilli())
            .setDueMs(owed.due().toEpochMilli())
            .build();
    rows.put(
        Tables.OWED_RECEIPTS,
        key(owed.room(), owed.account()),
        ALL,
        owed.due().toEpochMilli(),
        value.toByteArray());
  }

  public void remove(Owed owed) throws StoreException {
    rows.delete(Tables.OWED_RECEIPTS, key(owed.room(), owed.account()));
  }

  /** What is due soonest, first. */
  public List<Owed> first(int limit) throws StoreException {
    List<Owed> found = new ArrayList<>();
    for (Row row : rows.first(Tables.OWED_RECEIPTS, ALL, limit)) {
      found.add(read(row.value()));
    }
    return Collections.unmodifiableList(found);
  }

  private static Owed read(byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          OwedReceiptsRecord found = OwedReceiptsRecord.parseFrom(value);
          return new Owed(
              BareJid.parse(found.getRoom()),
              BareJid.parse(found.getAccount()),
              found.getReceivedList(),
              found.getReadList(),
              Instant.ofEpochMilli(found.getToldMs()),
              Instant.ofEpochMilli(found.getDueMs()));
        });
  }

  private static RowKey key(BareJid room, BareJid account) {
    return RowKey.of(room.toString(), account.toString());
  }
}
