package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.BlockedRecord;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Who is blocked on this device, and what the own server does not know of that yet. */
public final class BlockedPeople {
  private final Rows rows;

  public BlockedPeople(Rows rows) {
    this.rows = rows;
  }

  /** What the server is still to be told about somebody. */
  public enum Owed {
    NOTHING(0),
    BLOCK(1),
    /** They are not blocked any more, here. */
    UNBLOCK(2);

    private final int number;

    Owed(int number) {
      this.number = number;
    }

    static Owed of(int number) {
      for (Owed each : values()) {
        if (each.number == number) {
          return each;
        }
      }
      throw new IllegalArgumentException("nothing that is owed");
    }
  }

  /** Somebody, and what is owed about them. */
  public record Entry(BareJid account, Instant since, Owed owed) {
    boolean isBlocked() {
      return owed != Owed.UNBLOCK;
    }
  }

  public boolean contains(BareJid who) throws StoreException {
    return get(who).filter(Entry::isBlocked).isPresent();
  }

  public SortedSet<BareJid> all() throws StoreException {
    SortedSet<BareJid> found = new TreeSet<>();
    for (Entry each : entries()) {
      if (each.isBlocked()) {
        found.add(each.account());
      }
    }
    return Collections.unmodifiableSortedSet(found);
  }

  /** Those about whom the server does not know the last word. */
  public List<Entry> owed() throws StoreException {
    List<Entry> found = new ArrayList<>();
    for (Entry each : entries()) {
      if (each.owed() != Owed.NOTHING) {
        found.add(each);
      }
    }
    return Collections.unmodifiableList(found);
  }

  public void put(Entry entry) throws StoreException {
    BlockedRecord value =
        BlockedRecord.newBuilder()
            .setAccount(entry.account().toString())
            .setSinceMs(entry.since().toEpochMilli())
            .setOwed(entry.owed().number)
            .build();
    rows.put(Tables.BLOCKED, key(entry.account()), value.toByteArray());
  }

  public Optional<Entry> get(BareJid who) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.BLOCKED, key(who));
    return value.isPresent() ? Optional.of(read(value.get())) : Optional.empty();
  }

  public void remove(BareJid who) throws StoreException {
    rows.delete(Tables.BLOCKED, key(who));
  }

  private List<Entry> entries() throws StoreException {
    List<Entry> found = new ArrayList<>();
    for (Row row : rows.all(Tables.BLOCKED)) {
      found.add(read(row.value()));
    }
    return found;
  }

  private static Entry read(byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          BlockedRecord found = BlockedRecord.parseFrom(value);
          return new Entry(
              BareJid.parse(found.getAccount()),
              Instant.ofEpochMilli(found.getSinceMs()),
              Owed.of(found.getOwed()));
        });
  }

  private static RowKey key(BareJid who) {
    return RowKey.of(who.toString());
  }
}
