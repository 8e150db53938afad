package im.symbolon.service.pep;

import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.SignedDeviceList;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.service.Refusal;
import im.symbolon.service.devices.DeviceLists;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.xmpp.packet.PacketError.Condition;

/**
 * What a publication means; the rule stands in {@link im.symbolon.service.pep}.
 *
 * @param named what was published
 * @param seen what the publisher saw last
 * @param signed the account's signed list
 */
record Merge(Set<DeviceId> named, Set<DeviceId> seen, Optional<SignedDeviceList> signed)
    implements DeviceLists.Change<Refusal> {
  @Override
  public DeviceList of(SortedSet<DeviceId> listed) throws Refusal {
    SortedSet<DeviceId> next = new TreeSet<>(named);
    for (DeviceId each : listed) {
      if (!seen.contains(each) || isMember(each)) {
        next.add(each);
      }
    }
    next.removeIf(this::isRemoved);
    if (next.size() > DeviceList.MAX_DEVICES) {
      throw new Refusal(Condition.not_acceptable, "The account has too many devices.");
    }
    return DeviceList.of(next);
  }

  private boolean isMember(DeviceId device) {
    return signed
        .flatMap(list -> list.device(device))
        .filter(listed -> listed.kind() == DeviceKind.SYMBOLON)
        .isPresent();
  }

  private boolean isRemoved(DeviceId device) {
    return signed.flatMap(list -> list.tombstone(device)).isPresent();
  }
}
