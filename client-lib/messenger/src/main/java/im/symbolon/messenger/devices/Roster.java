package im.symbolon.messenger.devices;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.DeviceListDraft;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.devices.Tombstone;
import im.symbolon.protocol.keys.Fingerprint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Who is in an account and who was removed: what edits change and merges join, without versions and
 * signatures. No id is in both.
 */
record Roster(
    SortedMap<DeviceId, ListedDevice> devices, SortedMap<DeviceId, Tombstone> tombstones) {
  private static final Comparator<Tombstone> OLDEST_FIRST =
      Comparator.comparing(Tombstone::removed).thenComparing(Tombstone::id);
  private static final Comparator<ListedDevice> LONGEST_LISTED_FIRST =
      Comparator.comparing(ListedDevice::added).thenComparing(ListedDevice::id);

  Roster {
    devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
    tombstones = Collections.unmodifiableSortedMap(new TreeMap<>(tombstones));
  }

  static Roster empty() {
    return new Roster(new TreeMap<>(), new TreeMap<>());
  }

  static Roster of(SignedDeviceList list) {
    SortedMap<DeviceId, ListedDevice> devices = new TreeMap<>();
    list.devices().forEach(each -> devices.put(each.id(), each));
    SortedMap<DeviceId, Tombstone> tombstones = new TreeMap<>();
    list.tombstones().forEach(each -> tombstones.put(each.id(), each));
    return new Roster(devices, tombstones);
  }

  Optional<ListedDevice> device(DeviceId id) {
    return Optional.ofNullable(devices.get(id));
  }

  Optional<Tombstone> tombstone(DeviceId id) {
    return Optional.ofNullable(tombstones.get(id));
  }

  /**
   * With that device, new or changed.
   *
   * @throws IllegalArgumentException for one that was removed
   */
  Roster with(ListedDevice device) {
    if (tombstones.containsKey(device.id())) {
      throw new IllegalArgumentException("a removed device does not come back");
    }
    SortedMap<DeviceId, ListedDevice> more = new TreeMap<>(devices);
    more.put(device.id(), device);
    return new Roster(more, tombstones);
  }

  /** With a tombstone in that device's place, which is not older than the device. */
  Roster without(ListedDevice device, Instant now) {
    Instant removed = now.isAfter(device.added()) ? now : device.added();
    return with(new Tombstone(device.id(), device.identity(), removed));
  }

  private Roster with(Tombstone tombstone) {
    SortedMap<DeviceId, ListedDevice> fewer = new TreeMap<>(devices);
    fewer.remove(tombstone.id());
    SortedMap<DeviceId, Tombstone> more = new TreeMap<>(tombstones);
    more.put(tombstone.id(), tombstone);
    while (more.size() > DeviceListDraft.MAX_DEVICES) {
      more.remove(Collections.min(more.values(), OLDEST_FIRST).id());
    }
    return new Roster(fewer, more);
  }

  /**
   * What both say, the same whoever joins them: every device of either, but those that either
   * removed. Which of two tombstones of one device is kept, the newer list says.
   *
   * @param newer whose word counts about a device that both have and changed, as about its label
   * @param common what both began from, if that is known: of a device that one of them changed,
   *     that one's word counts
   */
  static Roster merge(Roster newer, Roster older, Optional<Roster> common) {
    Roster merged = newer;
    for (ListedDevice each : older.devices.values()) {
      boolean onlyHere =
          common
              .flatMap(before -> before.device(each.id()))
              .filter(before -> newer.device(each.id()).equals(Optional.of(before)))
              .isPresent();
      merged = onlyHere ? merged.with(each) : merged.joining(each);
    }
    for (Tombstone each : older.tombstones.values()) {
      merged = merged.joining(each);
    }
    return merged.withinLimits();
  }

  private Roster joining(ListedDevice device) {
    return devices.containsKey(device.id()) || tombstones.containsKey(device.id())
        ? this
        : with(device);
  }

  private Roster joining(Tombstone dead) {
    return tombstones.containsKey(dead.id()) ? this : with(dead);
  }

  /** Two lists can each be right and together hold too many devices, or one key twice. */
  private Roster withinLimits() {
    List<ListedDevice> order = new ArrayList<>(devices.values());
    order.sort(LONGEST_LISTED_FIRST);
    Set<Fingerprint> keys = new HashSet<>();
    SortedMap<DeviceId, ListedDevice> kept = new TreeMap<>();
    for (ListedDevice each : order) {
      if (kept.size() < DeviceListDraft.MAX_DEVICES && keys.add(Fingerprint.of(each.identity()))) {
        kept.put(each.id(), each);
      }
    }
    return new Roster(kept, tombstones);
  }
}
