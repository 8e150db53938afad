package im.symbolon.messenger.records;

import com.google.protobuf.ByteString;
import im.symbolon.messenger.records.wire.OwnDeviceRecord;
import im.symbolon.messenger.store.RowKey;
import im.symbolon.messenger.store.Rows;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.ratchet.keys.IdentityKeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** This device: its id, its identity, and what the servers still have to be told. */
public final class OwnDevice {
  private static final RowKey KEY = RowKey.of("this");

  private final Rows rows;

  public OwnDevice(Rows rows) {
    this.rows = rows;
  }

  /** What never changes about this device; close it to wipe the identity. */
  public record Self(DeviceId device, IdentityKeyPair identity) implements AutoCloseable {
    @Override
    public void close() {
      identity.close();
    }

    @Override
    public String toString() {
      return "device " + device;
    }
  }

  /** This device, once it was made. */
  public Optional<Self> self() throws StoreException {
    Optional<OwnDeviceRecord> stored = load();
    if (!stored.isPresent()) {
      return Optional.empty();
    }
    OwnDeviceRecord found = stored.get();
    return Optional.of(
        Stored.read(
            () ->
                new Self(
                    DeviceId.of(found.getDevice()),
                    IdentityKeyPair.restore(found.getSeed().toByteArray()))));
  }

  /** Makes this device, with everything still to be published. */
  public void create(DeviceId device, IdentityKeyPair identity, Instant now) throws StoreException {
    save(
        OwnDeviceRecord.newBuilder()
            .setDevice(device.value())
            .setSeed(ByteString.copyFrom(identity.seed().expose()))
            .setCreatedAtMs(now.toEpochMilli())
            .setClaimKeysOutdated(true)
            .build());
    bundlesOutdated();
  }

  /** True while the published PEP bundle of that version is not what it should be. */
  public boolean bundleOutdated(OmemoVersion version) throws StoreException {
    return load().map(OwnDeviceRecord::getOutdatedBundlesList).orElse(List.of()).stream()
        .anyMatch(number -> number == version.number());
  }

  /** True while the service has not the keys that it should have. */
  public boolean claimKeysOutdated() throws StoreException {
    return load().map(OwnDeviceRecord::getClaimKeysOutdated).orElse(false);
  }

  /** Something changed that the bundles of all versions have. */
  public void bundlesOutdated() throws StoreException {
    for (OmemoVersion each : OmemoVersion.values()) {
      bundleOutdated(each, true);
    }
  }

  /** For one version; the bundles of the others are as they were. */
  public void bundleOutdated(OmemoVersion version, boolean outdated) throws StoreException {
    Optional<OwnDeviceRecord> stored = load();
    if (stored.isPresent()) {
      OwnDeviceRecord.Builder out = stored.get().toBuilder().clearOutdatedBundles();
      stored.get().getOutdatedBundlesList().stream()
          .filter(number -> number != version.number())
          .forEach(out::addOutdatedBundles);
      if (outdated) {
        out.addOutdatedBundles(version.number());
      }
      save(out.build());
    }
  }

  /** True once a bundle of that version was published: the device can be written to in it. */
  public boolean offers(OmemoVersion version) throws StoreException {
    return load().map(OwnDeviceRecord::getOfferedList).orElse(List.of()).stream()
        .anyMatch(number -> number == version.number());
  }

  /** A bundle of that version was published. */
  public void nowOffers(OmemoVersion version) throws StoreException {
    Optional<OwnDeviceRecord> stored = load();
    if (stored.isPresent() && !offers(version)) {
      save(stored.get().toBuilder().addOffered(version.number()).build());
    }
  }

  public void claimKeysOutdated(boolean outdated) throws StoreException {
    Optional<OwnDeviceRecord> stored = load();
    if (stored.isPresent()) {
      save(stored.get().toBuilder().setClaimKeysOutdated(outdated).build());
    }
  }

  /**
   * True once this device decided to keep its id: what the published list says under it is then
   * ours.
   */
  public boolean idIsOurs() throws StoreException {
    return load().map(OwnDeviceRecord::getIdIsOurs).orElse(false);
  }

  /** Decided, before the id is published. */
  public void keepId() throws StoreException {
    Optional<OwnDeviceRecord> stored = load();
    if (stored.isPresent()) {
      save(stored.get().toBuilder().setIdIsOurs(true).build());
    }
  }

  /** True once others could find this device, in any version. */
  public boolean announced() throws StoreException {
    return load().map(OwnDeviceRecord::getAnnounced).orElse(false);
  }

  /** A published list has this device. */
  public void wasAnnounced() throws StoreException {
    Optional<OwnDeviceRecord> stored = load();
    if (stored.isPresent()) {
      save(stored.get().toBuilder().setAnnounced(true).build());
    }
  }

  private Optional<OwnDeviceRecord> load() throws StoreException {
    Optional<byte[]> value = rows.get(Tables.OWN_DEVICE, KEY);
    return !value.isPresent()
        ? Optional.empty()
        : Optional.of(Stored.read(() -> OwnDeviceRecord.parseFrom(value.get())));
  }

  private void save(OwnDeviceRecord value) throws StoreException {
    rows.put(Tables.OWN_DEVICE, KEY, value.toByteArray());
  }
}
