package im.symbolon.messenger.engine;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.omemo.DeviceList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An account's devices, and the versions of OMEMO in which each can be written to, as the account's
 * lists say, and its owner's signature where there is one.
 *
 * @param versions by device, the best version first
 */
record Offered(BareJid account, SortedMap<DeviceId, List<OmemoVersion>> versions) {
  /** From the best to the oldest. */
  static final List<OmemoVersion> BEST_FIRST = List.of(OmemoVersion.OMEMO_2, OmemoVersion.LEGACY);

  Offered {
    versions = Collections.unmodifiableSortedMap(new TreeMap<>(versions));
  }

  /** What these lists say together. */
  static Offered by(BareJid account, SortedMap<OmemoVersion, DeviceList> lists) {
    SortedMap<DeviceId, List<OmemoVersion>> all = new TreeMap<>();
    for (OmemoVersion version : BEST_FIRST) {
      for (DeviceId device : lists.getOrDefault(version, DeviceList.empty()).devices()) {
        all.computeIfAbsent(device, d -> new ArrayList<>()).add(version);
      }
    }
    return new Offered(account, all);
  }

  /**
   * With these devices of ours as well, which their owner signed and a server may have taken out of
   * the lists. One that is signed to speak OMEMO 2 gets nothing in an older version, whatever the
   * lists say (REVIEW 4); which versions another speaks is found out.
   */
  Offered and(Collection<ListedDevice> signed) {
    SortedMap<DeviceId, List<OmemoVersion>> all = new TreeMap<>(versions);
    for (ListedDevice each : signed) {
      if (each.can(Capability.OMEMO_2)) {
        all.put(each.id(), List.of(OmemoVersion.OMEMO_2));
      } else {
        all.putIfAbsent(each.id(), BEST_FIRST);
      }
    }
    return new Offered(account, all);
  }

  boolean isEmpty() {
    return versions.isEmpty();
  }

  /** True when it is in any list. */
  boolean contains(DeviceId device) {
    return versions.containsKey(device);
  }

  /** True when it is in that version's list. */
  boolean contains(DeviceId device, OmemoVersion version) {
    return versions.getOrDefault(device, List.of()).contains(version);
  }

  List<Recipient> recipients() {
    List<Recipient> all = new ArrayList<>();
    versions.forEach(
        (device, in) -> all.add(new Recipient(new DeviceAddress(account, device), in)));
    return Collections.unmodifiableList(all);
  }
}
