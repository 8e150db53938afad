package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.SkippedSlotsRecord;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.ratchet.groups.ReceivingChain;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What was done about messages of others' chains that have not come, one entry for a chain. */
public final class SkippedSlots {
  private final Rows rows;

  public SkippedSlots(Rows rows) {
    this.rows = rows;
  }

  /**
   * One chain.
   *
   * @param settled before this place nothing more is asked
   * @param asked how often its owner was asked for what is missing from there on
   * @param due when it is asked next; absent when nothing is missing
   */
  public record Entry(
      BareJid room,
      ChainId chain,
      DeviceAddress owner,
      int settled,
      int asked,
      Optional<Instant> due) {
    public Entry {
      Objects.requireNonNull(room);
      Objects.requireNonNull(chain);
      Objects.requireNonNull(owner);
      Objects.requireNonNull(due);
    }

    /** Its owner is to be asked then. */
    public Entry dueAt(int times, Instant next) {
      return new Entry(room, chain, owner, settled, times, Optional.of(next));
    }

    /** Nothing before that place is to be asked for any more. */
    public Entry settledTo(int place) {
      return new Entry(room, chain, owner, Math.max(settled, place), 0, Optional.empty());
    }
  }

  /** That chain's; a new one when nothing was done yet. */
  public Entry of(ReceivingChain chain) throws StoreException {
    BareJid room = chain.owner().place().room();
    DeviceAddress owner = chain.owner().sender();
    Optional<byte[]> value = rows.get(Tables.SKIPPED_SLOTS, key(room, chain.id(), owner));
    return value.isPresent()
        ? read(value.get())
        : new Entry(room, chain.id(), owner, 0, 0, Optional.empty());
  }

  public void put(Entry entry) throws StoreException {
    SkippedSlotsRecord value =
        SkippedSlotsRecord.newBuilder()
            .setRoom(entry.room().toString())
            .setChain(ByteString.copyFrom(entry.chain().encode()))
            .setOwner(entry.owner().account().toString())
            .setDevice(entry.owner().device().value())
            .setSettled(entry.settled())
            .setAsked(entry.asked())
            .setNextAtMs(entry.due().map(Instant::toEpochMilli).orElse(0L))
            .build();
    rows.put(
        Tables.SKIPPED_SLOTS, key(entry.room(), entry.chain(), entry.owner()), value.toByteArray());
  }

  public void remove(Entry entry) throws StoreException {
    rows.delete(Tables.SKIPPED_SLOTS, key(entry.room(), entry.chain(), entry.owner()));
  }

  /** All of them: there are few in which something was skipped. */
  public List<Entry> all() throws StoreException {
    List<Entry> found = new ArrayList<>();
    for (Row row : rows.all(Tables.SKIPPED_SLOTS)) {
      found.add(read(row.value()));
    }
    return Collections.unmodifiableList(found);
  }

  /** Forgets those whose chain is not here any more. */
  public void purge() throws StoreException {
    for (Entry each : all()) {
      if (!new ReceivingChains(rows, each.room()).of(each.chain(), each.owner()).isPresent()) {
        remove(each);
      }
    }
  }

  private static Entry read(byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          SkippedSlotsRecord found = SkippedSlotsRecord.parseFrom(value);
          long next = found.getNextAtMs();
          return new Entry(
              BareJid.parse(found.getRoom()),
              ChainId.parse(found.getChain().toByteArray()),
              new DeviceAddress(BareJid.parse(found.getOwner()), DeviceId.of(found.getDevice())),
              found.getSettled(),
              found.getAsked(),
              next == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(next)));
        });
  }

  private static RowKey key(BareJid room, ChainId chain, DeviceAddress owner) {
    return RowKey.of(room.toString(), chain.toBase64(), owner.account().toString())
        .and(owner.device().value());
  }
}
