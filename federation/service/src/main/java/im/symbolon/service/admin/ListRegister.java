package im.symbolon.service.admin;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceAddress;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.service.Refusal;
import im.symbolon.service.devices.DeviceLists;
import im.symbolon.service.devices.OwnNodes;
import im.symbolon.service.devices.Shown;
import im.symbolon.service.prekeys.StoreException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/** The devices in OMEMO's lists, for the inventory: as others see them. */
public final class ListRegister implements DeviceRegister {
  private final DeviceLists lists;
  private final OwnNodes nodes;

  public ListRegister(DeviceLists lists, OwnNodes nodes) {
    this.lists = lists;
    this.nodes = nodes;
  }

  @Override
  public SortedMap<DeviceId, String> devices(BareJid account) {
    SortedMap<DeviceId, String> out = new TreeMap<>();
    Map<OmemoVersion, DeviceList> shown = nodes.shown(owner(account)).lists();
    shown.forEach(
        (version, list) ->
            list.devices().forEach(each -> out.merge(each, said(version), (a, b) -> a + ", " + b)));
    return out;
  }

  private static String said(OmemoVersion version) {
    return version == OmemoVersion.LEGACY ? "listed for OMEMO" : "listed for OMEMO 2";
  }

  /** A client that is logged in may put itself there again. */
  @Override
  public void drop(DeviceAddress device) throws Refusal {
    try {
      for (OmemoVersion each : OmemoVersion.values()) {
        drop(device, each);
      }
      lists.bundleGone(device);
    } catch (StoreException e) {
      throw new Refusal(Condition.resource_constraint, "Try again later.", e);
    }
  }

  private void drop(DeviceAddress device, OmemoVersion version) throws Refusal, StoreException {
    JID owner = owner(device.account());
    Shown shown = nodes.shown(owner, version);
    DeviceList list = shown.lists().getOrDefault(version, DeviceList.empty());
    if (!list.devices().contains(device.device())) {
      return;
    }
    DeviceList next =
        lists.<RuntimeException>change(
            device.account(),
            version,
            shown,
            listed -> DeviceList.of(listed).without(device.device()));
    if (!nodes.publish(owner, version, next)) {
      throw new Refusal(Condition.resource_constraint, "The list could not be published now.");
    }
  }

  private static JID owner(BareJid account) {
    return new JID(account.toString());
  }
}
