package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.PeerDeviceRecord;
import im.symbolon.messenger.store.Group;
import im.symbolon.messenger.store.Row;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.ProtocolException;
import im.symbolon.protocol.keys.IdentityKey;
import java.time.Instant;
import java.util.Optional;

/**
 * The identity key of each device of others, the same in all versions of OMEMO. Whoever makes up
 * devices fills no store with them (REVIEW 27).
 */
public final class PeerDevices {
  /** Of one account, listed or not; more than these are kept only while they are listed. */
  public static final int MAX_DEVICES = 50;

  private final Rows rows;

  public PeerDevices(Rows rows) {
    this.rows = rows;
  }

  /**
   * The identity key that this device first came with, and has to keep. Its sign may be missing,
   * see {@link IdentityKey#isSameKeyAs}.
   */
  public Optional<IdentityKey> identity(DeviceAddress device) throws StoreException {
    Optional<byte[]> value = rows.get(Tables.PEER_DEVICES, key(device));
    return value.isPresent()
        ? Optional.of(Stored.read(() -> read(PeerDeviceRecord.parseFrom(value.get()))))
        : Optional.empty();
  }

  private static IdentityKey read(PeerDeviceRecord found) throws ProtocolException {
    return IdentityKey.parse(found.getIdentity().toByteArray());
  }

  /**
   * Remembers the identity key of a device seen for the first time. When there are too many of its
   * account, the longest known one that is in none of its lists is forgotten, sessions and all.
   *
   * @return false when something had to be forgotten, or the device is one too many itself
   */
  public boolean seen(DeviceAddress device, IdentityKey identity, Instant now)
      throws StoreException {
    if (identity(device).isPresent()) {
      return true;
    }
    boolean room = makeRoom(device.account());
    PeerDeviceRecord value =
        PeerDeviceRecord.newBuilder()
            .setIdentity(ByteString.copyFrom(identity.encode()))
            .setFirstSeenMs(now.toEpochMilli())
            .build();
    rows.put(
        Tables.PEER_DEVICES,
        key(device),
        group(device.account()),
        now.toEpochMilli(),
        value.toByteArray());
    return room;
  }

  private boolean makeRoom(BareJid account) throws StoreException {
    if (rows.count(Tables.PEER_DEVICES, group(account)) < MAX_DEVICES) {
      return true;
    }
    Peers peers = new Peers(rows);
    for (Row row : rows.first(Tables.PEER_DEVICES, group(account), Rows.MAX_LIMIT)) {
      DeviceAddress device =
          new DeviceAddress(account, Stored.read(() -> DeviceId.parse(row.key().text(1))));
      if (!peers.lists(device)) {
        forget(device);
        return false;
      }
    }
    return false;
  }

  /** Nothing is kept of that device any more, nor any session with it. */
  void forget(DeviceAddress device) throws StoreException {
    rows.delete(Tables.PEER_DEVICES, key(device));
    new Sessions(rows).remove(device);
    new Rebuilds(rows).forget(device);
  }

  private static RowKey key(DeviceAddress device) {
    return RowKey.of(device.account().toString(), device.device().toString());
  }

  private static Group group(BareJid account) {
    return Group.of(account.toString());
  }
}
