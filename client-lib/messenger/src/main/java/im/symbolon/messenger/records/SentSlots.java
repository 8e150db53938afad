package im.symbolon.messenger.records;

import im.symbolon.messenger.records.wire.SentSlotRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.protocol.groups.ChainPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/** Which message of ours stood at which place of our sender chains; kept as long as recipients. */
public final class SentSlots {
  private final Rows rows;

  public SentSlots(Rows rows) {
    this.rows = rows;
  }

  /** One message, and when it was sealed. */
  public record Sent(int iteration, String id, Instant at) {
    public Sent {
      Objects.requireNonNull(id);
      Objects.requireNonNull(at);
    }
  }

  /** It is sealed there. */
  public void put(BareJid room, ChainPosition position, String id, Instant now)
      throws StoreException {
    SentSlotRecord value =
        SentSlotRecord.newBuilder()
            .setIteration(position.iteration())
            .setId(id)
            .setAtMs(now.toEpochMilli())
            .build();
    rows.put(
        Tables.SENT_SLOTS,
        RowKey.of(room.toString(), position.chain().toBase64()).and(position.iteration()),
        group(room, position.chain()),
        position.iteration(),
        value.toByteArray());
  }

  /** Those of a chain, in their order. */
  public List<Sent> of(BareJid room, ChainId chain) throws StoreException {
    List<Sent> found = new ArrayList<>();
    for (Row row : rows.first(Tables.SENT_SLOTS, group(room, chain), ChainPosition.MAX_MESSAGES)) {
      found.add(read(row));
    }
    return Collections.unmodifiableList(found);
  }

  /** Forgets what is sent again to nobody. */
  public void purge(Instant now) throws StoreException {
    for (Row row : rows.all(Tables.SENT_SLOTS)) {
      if (!read(row).at().plus(RecipientSnapshots.KEPT).isAfter(now)) {
        rows.delete(Tables.SENT_SLOTS, row.key());
      }
    }
  }

  private static Sent read(Row row) throws StoreException {
    return Stored.read(
        () -> {
          SentSlotRecord found = SentSlotRecord.parseFrom(row.value());
          return new Sent(
              found.getIteration(), found.getId(), Instant.ofEpochMilli(found.getAtMs()));
        });
  }

  private static Group group(BareJid room, ChainId chain) {
    return Group.of(room.toString(), chain.toBase64());
  }
}
