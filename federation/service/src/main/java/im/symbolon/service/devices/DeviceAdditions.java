package im.symbolon.service.devices;

import im.symbolon.protocol.BareJid;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.omemo.BundlePlace;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.WireFormat;
import im.symbolon.protocol.prekeys.DeviceAddition;
import im.symbolon.protocol.prekeys.KnownDevices;
import im.symbolon.service.Refusal;
import im.symbolon.service.prekeys.StoreException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xmpp.packet.JID;
import org.xmpp.packet.PacketError.Condition;

/** Adds devices to lists that are still what they were, and shows in PEP what came of it. */
public final class DeviceAdditions {
  private static final Logger LOG = LoggerFactory.getLogger(DeviceAdditions.class);

  private final DeviceLists lists;
  private final OwnNodes nodes;

  public DeviceAdditions(DeviceLists lists, OwnNodes nodes) {
    this.lists = lists;
    this.nodes = nodes;
  }

  /** What the account lists. */
  public KnownDevices known(JID owner, BareJid account) throws StoreException {
    return lists.known(account, nodes.shown(owner));
  }

  /**
   * Adds a device whose signatures were checked.
   *
   * @throws Refusal conflict when the lists have changed, its id is taken, or its owner removed it,
   *     with what there is; resource-constraint when PEP does not take it: then it is in no list,
   *     and only its claim keys stay
   */
  public KnownDevices add(JID owner, BareJid account, DeviceAddition addition)
      throws Refusal, StoreException {
    DeviceId device = addition.publication().device();
    Shown shown = nodes.shown(owner);
    if (nodes.signed(owner).filter(list -> list.tombstone(device).isPresent()).isPresent()) {
      throw conflict("The device was removed by its owner.", lists.known(account, shown));
    }
    DeviceLists.Added added = lists.add(account, addition, shown);
    if (!added.done()) {
      throw conflict("The lists have changed, or the id is taken.", added.now());
    }
    if (!isShown(owner, device, addition, added)) {
      withdraw(account, device, addition);
      throw new Refusal(Condition.resource_constraint, "Try again later.");
    }
    return added.now();
  }

  /** Nobody is to see a device in a list before its bundle is there. */
  private boolean isShown(
      JID owner, DeviceId device, DeviceAddition addition, DeviceLists.Added added) {
    for (Bundle each : addition.bundles().values()) {
      WireFormat format = WireFormat.of(each.version());
      BundlePlace place = format.bundleOf(device);
      if (!nodes.publish(owner, place.node(), place.item(), format.encodeBundle(each))) {
        LOG.warn("The bundle of {}, device {}, was not taken by PEP", owner, device);
        return false;
      }
    }
    for (OmemoVersion each : addition.bundles().keySet()) {
      if (!nodes.publish(owner, each, added.lists().get(each))) {
        LOG.warn("The {} list of {} was not taken by PEP", each, owner);
        return false;
      }
    }
    return true;
  }

  private void withdraw(BareJid account, DeviceId device, DeviceAddition addition)
      throws StoreException {
    for (OmemoVersion each : addition.bundles().keySet()) {
      lists.<RuntimeException>change(
          account, each, new Shown(Map.of()), listed -> DeviceList.of(listed).without(device));
    }
  }

  private static Refusal conflict(String text, KnownDevices now) {
    return new Refusal(Condition.conflict, text, now.toXml());
  }
}
