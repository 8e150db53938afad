package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.EndedChainRecord;
import im.symbolon.messenger.records.wire.SendingChainRecord;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.ratchet.groups.ChainCodec;
import im.symbolon.ratchet.groups.ChainSnapshot;
import im.symbolon.ratchet.groups.SendingChain;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The chain with which this device seals what it writes to a group; one for each group. Never
 * restored, exported or shared (REVIEW 25).
 */
public final class SendingChains {
  /** Who has an old chain is remembered as long as what hands it over may wait in the outbox. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final Rows rows;

  public SendingChains(Rows rows) {
    this.rows = rows;
  }

  /** A chain, and when it was begun. */
  public record Current(SendingChain chain, Instant begunAt) {
    /** The same after a message. */
    public Current followedBy(SendingChain next) {
      return new Current(next, begunAt);
    }
  }

  /** The one that is used now. */
  public Optional<Current> of(BareJid room) throws StoreException {
    SendingChainRecord found = load(room);
    return found.getSnapshot().isEmpty()
        ? Optional.empty()
        : Optional.of(Stored.read(() -> read(found)));
  }

  /** True for one that was used before. */
  public boolean isEnded(BareJid room, ChainId chain) throws StoreException {
    ByteString id = ByteString.copyFrom(chain.encode());
    return load(room).getEndedList().stream().anyMatch(each -> each.getChain().equals(id));
  }

  /** From now on this one is used, in this state; another one has ended. */
  public void put(BareJid room, Current current, Instant now) throws StoreException {
    SendingChainRecord.Builder out = ended(room, current.chain().id(), now);
    try (ChainSnapshot snapshot = current.chain().snapshot()) {
      out.setSnapshot(ByteString.copyFrom(snapshot.expose()))
          .setBegunAtMs(current.begunAt().toEpochMilli());
    }
    rows.put(Tables.SENDING_CHAINS, key(room), out.build().toByteArray());
  }

  private SendingChainRecord.Builder ended(BareJid room, ChainId next, Instant now)
      throws StoreException {
    SendingChainRecord.Builder out = load(room).toBuilder();
    Optional<ChainId> before = of(room).map(each -> each.chain().id());
    if (before.isPresent() && !before.get().equals(next)) {
      out.addEnded(
          EndedChainRecord.newBuilder()
              .setChain(ByteString.copyFrom(before.get().encode()))
              .setAtMs(now.toEpochMilli()));
    }
    return out;
  }

  /** Every chain is in doubt: the next message to each group begins another one. */
  public void removeAll() throws StoreException {
    for (Row row : rows.all(Tables.SENDING_CHAINS)) {
      rows.delete(Tables.SENDING_CHAINS, row.key());
    }
  }

  /** The next message to that group begins another chain. */
  public void remove(BareJid room) throws StoreException {
    rows.delete(Tables.SENDING_CHAINS, key(room));
  }

  /** Forgets who had the chains that ended long ago. */
  public void purge(Instant now) throws StoreException {
    for (Row row : rows.all(Tables.SENDING_CHAINS)) {
      SendingChainRecord found = Stored.read(() -> SendingChainRecord.parseFrom(row.value()));
      SendingChainRecord.Builder out = found.toBuilder().clearEnded();
      for (EndedChainRecord each : found.getEndedList()) {
        if (Instant.ofEpochMilli(each.getAtMs()).plus(KEPT).isAfter(now)) {
          out.addEnded(each);
        } else {
          Stored.read(() -> holders(row.key(), each)).forget();
        }
      }
      if (out.getEndedCount() < found.getEndedCount()) {
        rows.put(Tables.SENDING_CHAINS, row.key(), out.build().toByteArray());
      }
    }
  }

  private ChainHolders holders(RowKey key, EndedChainRecord ended) throws ProtocolException {
    BareJid room = BareJid.parse(key.text(0));
    return new ChainHolders(rows, room, ChainId.parse(ended.getChain().toByteArray()));
  }

  private SendingChainRecord load(BareJid room) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.SENDING_CHAINS, key(room));
    return value.isPresent()
        ? Stored.read(() -> SendingChainRecord.parseFrom(value.get()))
        : SendingChainRecord.getDefaultInstance();
  }

  private static Current read(SendingChainRecord found) throws Exception {
    try (ChainSnapshot snapshot = ChainSnapshot.of(found.getSnapshot().toByteArray())) {
      return new Current(ChainCodec.sending(snapshot), Instant.ofEpochMilli(found.getBegunAtMs()));
    }
  }

  private static RowKey key(BareJid room) {
    return RowKey.of(room.toString());
  }
}
