package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.DeviceListRecord;
import im.symbolon.messenger.records.wire.PeerDeviceRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.keys.IdentityKey;
import im.symbolon.protocol.omemo.DeviceList;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** What we know of others' devices: which there are, and the identity key of each. */
public final class Peers {
  private final Rows rows;

  public Peers(Rows rows) {
    this.rows = rows;
  }

  /** A device list and when it was heard. */
  public record KnownList(DeviceList list, Instant heardAt) {}

  public Optional<KnownList> list(BareJid account) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.DEVICE_LISTS, RowKey.of(account.toString()));
    if (!value.isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        Stored.read(
            () -> {
              DeviceListRecord found = DeviceListRecord.parseFrom(value.get());
              TreeSet<DeviceId> devices = new TreeSet<>();
              for (int id : found.getDevicesList()) {
                devices.add(DeviceId.of(id));
              }
              Instant heard = Instant.ofEpochMilli(found.getFetchedAtMs());
              return new KnownList(DeviceList.of(devices), heard);
            }));
  }

  public void list(BareJid account, DeviceList list, Instant now) throws StoreException {
    DeviceListRecord.Builder out =
        DeviceListRecord.newBuilder()
            .setFetchedAtMs(now.toEpochMilli())
            .setConfirms(confirms(account));
    list.devices().forEach(device -> out.addDevices(device.value()));
    rows.put(Tables.DEVICE_LISTS, RowKey.of(account.toString()), out.build().toByteArray());
  }

  /** True when the device is in the list that is known of its account. */
  public boolean lists(DeviceAddress device) throws StoreException {
    Optional<KnownList> known = list(device.account());
    return known.isPresent() && known.get().list().contains(device.device());
  }

  /** True once this account confirmed a message of ours. */
  public boolean confirms(BareJid account) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.DEVICE_LISTS, RowKey.of(account.toString()));
    return value.isPresent()
        && Stored.read(() -> DeviceListRecord.parseFrom(value.get()).getConfirms());
  }

  /** This account confirmed a message of ours; kept for those whose devices are known. */
  public void confirmed(BareJid account) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.DEVICE_LISTS, RowKey.of(account.toString()));
    if (value.isPresent() && !confirms(account)) {
      DeviceListRecord found = Stored.read(() -> DeviceListRecord.parseFrom(value.get()));
      rows.put(
          Tables.DEVICE_LISTS,
          RowKey.of(account.toString()),
          found.toBuilder().setConfirms(true).build().toByteArray());
    }
  }

  /** The list must be asked for again before it is used. */
  public void outdated(BareJid account) throws StoreException {
    Optional<KnownList> known = list(account);
    if (known.isPresent()) {
      list(account, known.get().list(), Instant.EPOCH);
    }
  }

  /** The identity key that this device first came with, and has to keep. */
  public Optional<IdentityKey> identity(DeviceAddress device) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.PEER_DEVICES, key(device));
    return !value.isPresent()
        ? Optional.empty()
        : Optional.of(
            Stored.read(
                () ->
                    IdentityKey.parse(
                        PeerDeviceRecord.parseFrom(value.get()).getIdentity().toByteArray())));
  }

  /** Remembers the identity key of a device seen for the first time. */
  public void identity(DeviceAddress device, IdentityKey identity, Instant now)
      throws StoreException {
    if (!identity(device).isPresent()) {
      PeerDeviceRecord value =
          PeerDeviceRecord.newBuilder()
              .setIdentity(ByteString.copyFrom(identity.encode()))
              .setFirstSeenMs(now.toEpochMilli())
              .build();
      rows.put(Tables.PEER_DEVICES, key(device), value.toByteArray());
    }
  }

  private static RowKey key(DeviceAddress device) {
    return RowKey.of(device.account().toString(), device.device().toString());
  }
}
