package im.symbolon.messenger.trust;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.AccountRoot;
import im.symbolon.protocol.devices.DeviceListDraft;
import im.symbolon.protocol.devices.ListHash;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.Tombstone;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A person's devices as all lists together say that were accepted so far. Within one serial only a
 * tombstone removes a device, and for good; a list with a higher serial stands for itself alone, as
 * the list key before it may be stolen (REVIEW 2).
 *
 * @param root pinned: no other root speaks for this person
 * @param serial of the newest list; 0 before the first one
 * @param version of the newest list; 0 before the first one
 * @param hash of the newest list; empty before the first one
 * @param expires when the newest list does, or its certificate
 * @param devices those that may be written to, also when the newest list lacks them
 * @param tombstones those that were removed under this serial
 */
public record AcceptedList(
    AccountRoot root,
    long serial,
    long version,
    Optional<ListHash> hash,
    Instant expires,
    List<ListedDevice> devices,
    List<Tombstone> tombstones) {
  /** Of devices, and of tombstones: twice what one list can hold. */
  public static final int MAX_KEPT = 2 * DeviceListDraft.MAX_DEVICES;

  public AcceptedList {
    Objects.requireNonNull(root);
    Objects.requireNonNull(hash);
    Objects.requireNonNull(expires);
    devices = List.copyOf(devices);
    tombstones = List.copyOf(tombstones);
    if (hash.isPresent() != (serial > 0 && version > 0)) {
      throw new IllegalArgumentException("a list without a place, or a place without a list");
    }
  }

  /** Of a root that a scanned code named, before any list of it was seen: no device yet. */
  public static AcceptedList expecting(AccountRoot root) {
    return new AcceptedList(root, 0, 0, Optional.empty(), Instant.EPOCH, List.of(), List.of());
  }

  /** Of the first list of a root, which was judged before. */
  public static AcceptedList of(SignedDeviceList list) {
    return new AcceptedList(
        list.root(),
        list.serial(),
        list.version(),
        Optional.of(list.hash()),
        earlier(list.expires(), list.certificate().expires()),
        list.devices(),
        list.tombstones());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  /**
   * After a further list of the same root, which was judged before.
   *
   * @throws IllegalArgumentException for a list of another root, or an older one
   */
  public AcceptedList followedBy(SignedDeviceList list) {
    if (!list.root().equals(root) || comparePlace(list) < 0) {
      throw new IllegalArgumentException("a list of another root, or an older one");
    }
    AcceptedList next = of(list);
    return list.serial() > serial ? next : next.keeping(this);
  }

  /** Negative for a list before this one, 0 for one at the same place. */
  int comparePlace(SignedDeviceList list) {
    int bySerial = Long.compare(list.serial(), serial);
    return bySerial != 0 ? bySerial : Long.compare(list.version(), version);
  }

  private AcceptedList keeping(AcceptedList before) {
    List<Tombstone> removed =
        Stream.concat(
                tombstones.stream(),
                before.tombstones.stream().filter(each -> !entombs(tombstones, each)))
            .sorted(Comparator.comparing(Tombstone::removed).reversed())
            .limit(MAX_KEPT)
            .collect(Collectors.toList());
    Stream<ListedDevice> missing =
        before.devices.stream().filter(each -> !speaksOf(each) && !isRemoved(removed, each));
    List<ListedDevice> kept =
        Stream.concat(devices.stream().filter(each -> !isKeyRemoved(removed, each)), missing)
            .limit(MAX_KEPT)
            .collect(Collectors.toList());
    return new AcceptedList(root, serial, version, hash, expires, kept, removed);
  }

  private static boolean entombs(List<Tombstone> tombstones, Tombstone other) {
    return tombstones.stream().anyMatch(each -> each.identity().isSameKeyAs(other.identity()));
  }

  private boolean speaksOf(ListedDevice other) {
    return devices.stream()
        .anyMatch(
            each -> each.id().equals(other.id()) || each.identity().isSameKeyAs(other.identity()));
  }

  private static boolean isRemoved(List<Tombstone> removed, ListedDevice device) {
    return isKeyRemoved(removed, device)
        || removed.stream().anyMatch(each -> each.id().equals(device.id()));
  }

  private static boolean isKeyRemoved(List<Tombstone> removed, ListedDevice device) {
    return removed.stream().anyMatch(each -> each.identity().isSameKeyAs(device.identity()));
  }

  /** True when the newest list is over; its devices stay, and none is added. */
  public boolean isExpired(Instant now) {
    return !now.isBefore(expires);
  }

  public Optional<ListedDevice> device(DeviceId id) {
    return devices.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** The device, if it is listed with exactly that key. */
  public Optional<ListedDevice> device(DeviceId id, Fingerprint key) {
    return device(id).filter(each -> Fingerprint.of(each.identity()).equals(key));
  }
}
