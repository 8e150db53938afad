package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.ChainHolderDeviceRecord;
import im.symbolon.messenger.records.wire.ChainHolderRecord;
import im.symbolon.messenger.records.wire.HandoverEntryRecord;
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
import im.symbolon.protocol.groups.Recipient;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Who can read what is sealed with one of our sender chains: devices that were handed it, and those
 * for which it lies in the outbox. One row for each account.
 */
public final class ChainHolders {
  private final Rows rows;
  private final BareJid room;
  private final ChainId chain;

  public ChainHolders(Rows rows, BareJid room, ChainId chain) {
    this.rows = rows;
    this.room = room;
    this.chain = chain;
  }

  /** How far the chain has come to a device. */
  public enum State {
    /** It lies in the outbox. */
    MEANT(1),
    /** It was sealed for the device, and left or will leave. */
    SEALED(2),
    /** It was sealed and came back; some server has it. */
    RETURNED(3),
    /** It could not be sealed: the device offers no keys. */
    KEYLESS(4);

    private final int number;

    State(int number) {
      this.number = number;
    }

    static State of(int number) {
      for (State each : values()) {
        if (each.number == number) {
          return each;
        }
      }
      throw new IllegalArgumentException("unknown state of a chain's holder");
    }
  }

  /**
   * One device.
   *
   * @param identity the key that it had when the chain was meant for it
   * @param entry the outbox entry that hands it over
   * @param at since when it is in this state
   */
  public record Holder(
      DeviceAddress device, Fingerprint identity, State state, String entry, Instant at) {
    public Holder {
      Objects.requireNonNull(device);
      Objects.requireNonNull(identity);
      Objects.requireNonNull(state);
      Objects.requireNonNull(entry);
      Objects.requireNonNull(at);
    }

    /** True for whoever may know the chain, now or soon. */
    public boolean mayRead() {
      return state != State.KEYLESS;
    }

    /** True for whoever can be believed to get the chain without anything more being done. */
    public boolean isServed() {
      return state == State.MEANT || state == State.SEALED;
    }

    Holder in(State next, Instant now) {
      return new Holder(device, identity, next, entry, now);
    }
  }

  /** Of the chain that this outbox entry hands over; empty for one that hands over none. */
  public static Optional<ChainHolders> of(Rows rows, String entry) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.CHAIN_HOLDERS, entryKey(entry));
    return value.isPresent()
        ? Optional.of(Stored.read(() -> of(rows, HandoverEntryRecord.parseFrom(value.get()))))
        : Optional.empty();
  }

  private static ChainHolders of(Rows rows, HandoverEntryRecord found) throws ProtocolException {
    BareJid room = BareJid.parse(found.getRoom());
    return new ChainHolders(rows, room, ChainId.parse(found.getChain().toByteArray()));
  }

  /** The room of the group that the chain is for. */
  public BareJid room() {
    return room;
  }

  /** All of them, by device. */
  public SortedMap<DeviceAddress, Holder> all() throws StoreException {
    SortedMap<DeviceAddress, Holder> found = new TreeMap<>();
    for (Row row : rows.first(Tables.CHAIN_HOLDERS, group(), Rows.MAX_LIMIT)) {
      String account = row.key().text(1);
      BareJid holder = Stored.read(() -> BareJid.parse(account));
      read(holder, row.value()).forEach(each -> found.put(each.device(), each));
    }
    return Collections.unmodifiableSortedMap(found);
  }

  /** Those of one account. */
  public List<Holder> of(BareJid account) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.CHAIN_HOLDERS, key(account));
    return value.isPresent() ? read(account, value.get()) : List.of();
  }

  /** That outbox entry hands the chain to these devices of one account. */
  public void meant(BareJid account, Collection<Recipient> devices, String entry, Instant now)
      throws StoreException {
    SortedMap<DeviceId, Holder> all = byDevice(account);
    for (Recipient each : devices) {
      Fingerprint identity = Fingerprint.of(each.identity());
      all.put(each.device().device(), new Holder(each.device(), identity, State.MEANT, entry, now));
    }
    put(account, all);
    HandoverEntryRecord value =
        HandoverEntryRecord.newBuilder()
            .setRoom(room.toString())
            .setChain(ByteString.copyFrom(chain.encode()))
            .build();
    rows.put(Tables.CHAIN_HOLDERS, entryKey(entry), entries(), 0, value.toByteArray());
  }

  /** That outbox entry was sealed for these devices, and for no others. */
  public void sealed(BareJid account, String entry, Collection<DeviceAddress> reached, Instant now)
      throws StoreException {
    move(
        account,
        entry,
        each -> each.in(reached.contains(each.device()) ? State.SEALED : State.KEYLESS, now));
  }

  /** If that outbox entry hands over a chain: it will not be sent any more. */
  public static void failed(Rows rows, OutboxEntry entry, Instant now) throws StoreException {
    Optional<ChainHolders> holders = of(rows, entry.id());
    if (holders.isPresent()) {
      holders.get().failed(entry.to(), entry.id(), now);
    }
  }

  /** That outbox entry will not be sent any more. */
  void failed(BareJid account, String entry, Instant now) throws StoreException {
    move(
        account,
        entry,
        each -> each.in(each.state() == State.SEALED ? State.RETURNED : State.KEYLESS, now));
  }

  private void move(BareJid account, String entry, UnaryOperator<Holder> step)
      throws StoreException {
    SortedMap<DeviceId, Holder> all = byDevice(account);
    all.replaceAll((id, each) -> each.entry().equals(entry) ? step.apply(each) : each);
    put(account, all);
  }

  /** The chain is not used any more. */
  public void forget() throws StoreException {
    for (Group each : List.of(group(), entries())) {
      for (Row row : rows.first(Tables.CHAIN_HOLDERS, each, Rows.MAX_LIMIT)) {
        rows.delete(Tables.CHAIN_HOLDERS, row.key());
      }
    }
  }

  private SortedMap<DeviceId, Holder> byDevice(BareJid account) throws StoreException {
    SortedMap<DeviceId, Holder> all = new TreeMap<>();
    of(account).forEach(each -> all.put(each.device().device(), each));
    return all;
  }

  private void put(BareJid account, SortedMap<DeviceId, Holder> all) throws StoreException {
    if (all.isEmpty()) {
      rows.delete(Tables.CHAIN_HOLDERS, key(account));
      return;
    }
    ChainHolderRecord.Builder out = ChainHolderRecord.newBuilder();
    for (Holder each : all.values()) {
      out.addDevices(
          ChainHolderDeviceRecord.newBuilder()
              .setDevice(each.device().device().value())
              .setFingerprint(each.identity().hex())
              .setState(each.state().number)
              .setEntry(each.entry())
              .setAtMs(each.at().toEpochMilli()));
    }
    rows.put(Tables.CHAIN_HOLDERS, key(account), group(), 0, out.build().toByteArray());
  }

  private static List<Holder> read(BareJid account, byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          List<Holder> found = new ArrayList<>();
          for (ChainHolderDeviceRecord each : ChainHolderRecord.parseFrom(value).getDevicesList()) {
            found.add(
                new Holder(
                    new DeviceAddress(account, DeviceId.of(each.getDevice())),
                    new Fingerprint(each.getFingerprint()),
                    State.of(each.getState()),
                    each.getEntry(),
                    Instant.ofEpochMilli(each.getAtMs())));
          }
          return Collections.unmodifiableList(found);
        });
  }

  private RowKey key(BareJid account) {
    return RowKey.of(chain.toBase64(), account.toString());
  }

  private static RowKey entryKey(String entry) {
    return RowKey.of("entry", entry);
  }

  private Group entries() {
    return Group.of(chain.toBase64(), "entries");
  }

  private Group group() {
    return Group.of(chain.toBase64());
  }
}
