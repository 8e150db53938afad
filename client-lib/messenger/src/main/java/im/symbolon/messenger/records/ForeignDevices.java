package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.ForeignDeviceRecord;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.IdentityKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Devices on the own account that are not in the signed list: asked about once (REVIEW 30). */
public final class ForeignDevices {
  /** More than these are not remembered, and not asked about: a server may make up any number. */
  public static final int MAX = 50;

  private final Rows rows;

  public ForeignDevices(Rows rows) {
    this.rows = rows;
  }

  /**
   * One of them.
   *
   * @param identity empty while its keys could not be had
   * @param disowned when the person said that it is not theirs
   */
  public record Entry(
      DeviceId device, Optional<IdentityKey> identity, Instant foundAt, boolean disowned) {}

  public Optional<Entry> get(DeviceId device) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.FOREIGN_DEVICES, key(device));
    return value.isPresent() ? Optional.of(read(device, value.get())) : Optional.empty();
  }

  /** In the order of their ids. */
  public List<Entry> all() throws StoreException {
    List<Entry> found = new ArrayList<>();
    for (Row row : rows.all(Tables.FOREIGN_DEVICES)) {
      found.add(read(new DeviceId((int) row.key().number(1)), row.value()));
    }
    found.sort((a, b) -> a.device().compareTo(b.device()));
    return Collections.unmodifiableList(found);
  }

  public void put(Entry entry) throws StoreException {
    ForeignDeviceRecord.Builder value =
        ForeignDeviceRecord.newBuilder()
            .setFoundAtMs(entry.foundAt().toEpochMilli())
            .setDisowned(entry.disowned());
    entry.identity().ifPresent(key -> value.setIdentity(ByteString.copyFrom(key.encode())));
    rows.put(Tables.FOREIGN_DEVICES, key(entry.device()), value.build().toByteArray());
  }

  public void remove(DeviceId device) throws StoreException {
    rows.delete(Tables.FOREIGN_DEVICES, key(device));
  }

  private static Entry read(DeviceId device, byte[] value) throws StoreException {
    return Stored.read(
        () -> {
          ForeignDeviceRecord found = ForeignDeviceRecord.parseFrom(value);
          return new Entry(
              device,
              found.getIdentity().isEmpty()
                  ? Optional.empty()
                  : Optional.of(IdentityKey.parse(found.getIdentity().toByteArray())),
              Instant.ofEpochMilli(found.getFoundAtMs()),
              found.getDisowned());
        });
  }

  private static RowKey key(DeviceId device) {
    return RowKey.of("device").and(device.value());
  }
}
