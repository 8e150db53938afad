package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.ReceivingChainRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.groups.ChainId;
import im.symbolon.ratchet.groups.ChainCodec;
import im.symbolon.ratchet.groups.ChainSnapshot;
import im.symbolon.ratchet.groups.ReceivingChain;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The chains that other devices handed to this one. A chain is used for seven days, and kept for
 * another 30, for what comes late.
 */
public final class ReceivingChains {
  private static final Duration KEPT = Duration.ofDays(37);

  /** Of one device in one group, old ones included: whoever begins more loses the oldest. */
  private static final int MAX_OF_DEVICE = 40;

  private final Rows rows;
  private final BareJid room;

  public ReceivingChains(Rows rows, BareJid room) {
    this.rows = rows;
    this.room = room;
  }

  /**
   * The chain of that id that was handed over by a device of that number: whose it is says the
   * session on which it came, never the room.
   */
  public Optional<ReceivingChain> of(ChainId chain, DeviceId device) throws StoreException {
    for (ReceivingChain each : of(chain)) {
      if (each.owner().sender().device().equals(device)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** The chain of that id which that device handed over. */
  public Optional<ReceivingChain> of(ChainId chain, DeviceAddress owner) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.RECEIVING_CHAINS, key(chain, owner));
    return value.isPresent() ? Optional.of(read(value.get())) : Optional.empty();
  }

  private List<ReceivingChain> of(ChainId chain) throws StoreException {
    List<ReceivingChain> found = new ArrayList<>();
    for (Row row : rows.first(Tables.RECEIVING_CHAINS, index(chain), MAX_OF_DEVICE)) {
      DeviceAddress owner = Stored.read(() -> owner(row));
      of(chain, owner).ifPresent(found::add);
    }
    return Collections.unmodifiableList(found);
  }

  private static DeviceAddress owner(Row row) throws ProtocolException {
    return new DeviceAddress(BareJid.parse(row.key().text(3)), DeviceId.of(row.key().number(4)));
  }

  /** A device handed over a chain. Of too many, the oldest is forgotten. */
  public void add(ReceivingChain chain, Instant now) throws StoreException {
    DeviceAddress owner = chain.owner().sender();
    long surplus = rows.count(Tables.RECEIVING_CHAINS, group(owner)) - MAX_OF_DEVICE + 1;
    for (Row row : rows.first(Tables.RECEIVING_CHAINS, group(owner), Math.max(1, (int) surplus))) {
      if (surplus > 0) {
        ReceivingChain oldest = read(row.value());
        rows.delete(Tables.RECEIVING_CHAINS, row.key());
        rows.delete(Tables.RECEIVING_CHAINS, index(oldest.id(), owner));
      }
    }
    put(chain, now);
    rows.put(
        Tables.RECEIVING_CHAINS,
        index(chain.id(), owner),
        index(chain.id()),
        now.toEpochMilli(),
        new byte[0]);
  }

  /** A message was opened with it: it is in this state from now on. */
  public void update(ReceivingChain chain) throws StoreException {
    RowKey key = key(chain.id(), chain.owner().sender());
    Optional<byte[]> before = rows.get(Tables.RECEIVING_CHAINS, key);
    if (before.isPresent()) {
      long got = Stored.read(() -> ReceivingChainRecord.parseFrom(before.get())).getGotAtMs();
      put(chain, Instant.ofEpochMilli(got));
    }
  }

  private void put(ReceivingChain chain, Instant got) throws StoreException {
    DeviceAddress owner = chain.owner().sender();
    try (ChainSnapshot snapshot = chain.snapshot()) {
      ReceivingChainRecord value =
          ReceivingChainRecord.newBuilder()
              .setSnapshot(ByteString.copyFrom(snapshot.expose()))
              .setGotAtMs(got.toEpochMilli())
              .build();
      rows.put(
          Tables.RECEIVING_CHAINS,
          key(chain.id(), owner),
          group(owner),
          got.toEpochMilli(),
          value.toByteArray());
    }
  }

  /** Forgets chains that came long ago, of every group. */
  public static void purge(Rows rows, Instant now) throws StoreException {
    for (Row row : rows.all(Tables.RECEIVING_CHAINS)) {
      if (Instant.ofEpochMilli(row.position()).plus(KEPT).isBefore(now)) {
        rows.delete(Tables.RECEIVING_CHAINS, row.key());
      }
    }
  }

  private static ReceivingChain read(byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          ReceivingChainRecord found = ReceivingChainRecord.parseFrom(value);
          try (ChainSnapshot snapshot = ChainSnapshot.of(found.getSnapshot().toByteArray())) {
            return ChainCodec.receiving(snapshot);
          }
        });
  }

  private RowKey key(ChainId chain, DeviceAddress owner) {
    return RowKey.of(room.toString(), chain.toBase64(), owner.account().toString())
        .and(owner.device().value());
  }

  private RowKey index(ChainId chain, DeviceAddress owner) {
    return RowKey.of(room.toString(), "index", chain.toBase64(), owner.account().toString())
        .and(owner.device().value());
  }

  private Group index(ChainId chain) {
    return Group.of(room.toString(), "chain", chain.toBase64());
  }

  private Group group(DeviceAddress owner) {
    return Group.of(room.toString(), "of", owner.toString());
  }
}
