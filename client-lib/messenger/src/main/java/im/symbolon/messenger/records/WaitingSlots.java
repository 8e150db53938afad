package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.WaitingSlotRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.groups.ChainId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Group messages that came before what they need: their sender's chain, or the epoch that they name
 * (REVIEW 11). They are not failed. Whoever makes them up fills no store: {@value #MAX_OF_ROOM} of
 * one room, {@value #MAX} in all, for 30 days.
 */
public final class WaitingSlots {
  /** Of one room. */
  public static final int MAX_OF_ROOM = 500;

  private static final int MAX = 2_000;

  /** As long as an old chain is kept. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final Rows rows;

  public WaitingSlots(Rows rows) {
    this.rows = rows;
  }

  /**
   * What such a message says of itself, of which nothing is authentic.
   *
   * @param device the sender's, whose account only the room names
   */
  public record Claim(BareJid room, ChainId chain, int iteration, DeviceId device) {
    public Claim {
      Objects.requireNonNull(room);
      Objects.requireNonNull(chain);
      Objects.requireNonNull(device);
    }
  }

  /**
   * One message.
   *
   * @param asked how often it was asked for what it needs
   * @param due when that is to be done next
   */
  public record Slot(
      RowKey key, Claim claim, Inbox.Arrived arrived, int asked, Instant due, long position) {
    /** The same, asked for once more. */
    public Slot asked(Instant next) {
      return new Slot(key, claim, arrived, asked + 1, next, position);
    }
  }

  /**
   * Keeps a message; one that is there already stays as it is.
   *
   * @param mark the same for every copy of the message, and for no other one
   * @return false when there is no room for it
   */
  public boolean add(byte[] mark, Claim claim, Inbox.Arrived arrived, Instant due)
      throws StoreException {
    RowKey key = RowKey.of(claim.room().toString()).and(mark);
    if (rows.get(Tables.WAITING_SLOTS, key).isPresent()) {
      return true;
    }
    if (rows.count(Tables.WAITING_SLOTS) >= MAX
        || rows.count(Tables.WAITING_SLOTS, group(claim.room())) >= MAX_OF_ROOM) {
      return false;
    }
    long position = new Sequences(rows).next("waiting slots", 1);
    put(new Slot(key, claim, arrived, 0, due, position));
    return true;
  }

  /** Writes what was done about it. */
  public void put(Slot slot) throws StoreException {
    Claim claim = slot.claim();
    WaitingSlotRecord value =
        WaitingSlotRecord.newBuilder()
            .setStanza(ByteString.copyFrom(Inbox.write(slot.arrived())))
            .setRoom(claim.room().toString())
            .setChain(ByteString.copyFrom(claim.chain().encode()))
            .setIteration(claim.iteration())
            .setDevice(claim.device().value())
            .setArrivedMs(slot.arrived().at().toEpochMilli())
            .setAsked(slot.asked())
            .setNextAtMs(slot.due().toEpochMilli())
            .build();
    rows.put(
        Tables.WAITING_SLOTS,
        slot.key(),
        group(claim.room()),
        slot.position(),
        value.toByteArray());
  }

  /** Those of one room, in the order in which they came. */
  public List<Slot> of(BareJid room) throws StoreException {
    List<Slot> found = new ArrayList<>();
    for (Row row : rows.first(Tables.WAITING_SLOTS, group(room), MAX_OF_ROOM)) {
      found.add(read(row));
    }
    return Collections.unmodifiableList(found);
  }

  /** Those of every room; there are never many. */
  public List<Slot> all() throws StoreException {
    List<Slot> found = new ArrayList<>();
    for (Row row : rows.all(Tables.WAITING_SLOTS)) {
      found.add(read(row));
    }
    return Collections.unmodifiableList(found);
  }

  /** It was read, or never will be. */
  public void remove(Slot slot) throws StoreException {
    rows.delete(Tables.WAITING_SLOTS, slot.key());
  }

  /** The soonest time at which something is to be done for one of them. */
  public static Optional<Instant> nextDue(List<Slot> slots) {
    return slots.stream().map(Slot::due).min(Instant::compareTo);
  }

  /** Forgets what nobody gave the chain for. */
  public void purge(Instant now) throws StoreException {
    for (Slot each : all()) {
      if (!each.arrived().at().plus(KEPT).isAfter(now)) {
        remove(each);
      }
    }
  }

  private static Slot read(Row row) throws StoreException {
    return Stored.read(
        () -> {
          WaitingSlotRecord found = WaitingSlotRecord.parseFrom(row.value());
          Claim claim =
              new Claim(
                  BareJid.parse(found.getRoom()),
                  ChainId.parse(found.getChain().toByteArray()),
                  found.getIteration(),
                  DeviceId.of(found.getDevice()));
          return new Slot(
              row.key(),
              claim,
              Inbox.read(row.key(), found.getStanza().toByteArray()),
              found.getAsked(),
              Instant.ofEpochMilli(found.getNextAtMs()),
              row.position());
        });
  }

  private static Group group(BareJid room) {
    return Group.of(room.toString());
  }
}
