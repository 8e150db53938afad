package im.symbolon.service.coverage;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.devices.Capability;
import im.symbolon.protocol.devices.DeviceKind;
import im.symbolon.protocol.devices.ListedDevice;
import im.symbolon.protocol.devices.SignedDeviceList;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** The devices of an account that understand hints, as its signed list says. */
final class Understanding implements Lookups.Source<Set<DeviceId>> {
  private final SignedLists signed;

  Understanding(PepItems items) {
    this.signed = new SignedLists(items);
  }

  @Override
  public void find(BareJid account, Consumer<Set<DeviceId>> then) {
    signed.find(account, list -> then.accept(list.map(Understanding::devices).orElse(Set.of())));
  }

  private static Set<DeviceId> devices(SignedDeviceList list) {
    Set<DeviceId> found = new TreeSet<>();
    for (ListedDevice each : list.devices()) {
      if (each.kind() == DeviceKind.SYMBOLON && each.can(Capability.REPAIR)) {
        found.add(each.id());
      }
    }
    return found;
  }
}
