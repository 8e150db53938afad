package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.Generations;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.NodeOptions;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.omemo.BundlePlace;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.WireFormat;
import java.util.List;

/** Publishes this device's bundle and its place in the list, one version of OMEMO at a time. */
final class Announcement {
  private static final String CURRENT = "current";

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final OwnBundles bundles;
  private final Directory directory;
  private final Pep pep;

  Announcement(
      Surroundings surroundings,
      ThisDevice self,
      OwnBundles bundles,
      Directory directory,
      Pep pep) {
    this.surroundings = surroundings;
    this.self = self;
    this.bundles = bundles;
    this.directory = directory;
    this.pep = pep;
  }

  /** Publishes the bundle when the server has an old one, or none. */
  void bundle(OmemoVersion version) throws TransportException, StoreException {
    boolean outdated =
        surroundings.store().transaction(rows -> new OwnDevice(rows).bundleOutdated(version));
    WireFormat format = WireFormat.of(version);
    BundlePlace place = format.bundleOf(self.id());
    if (outdated || !isPublished(place)) {
      Bundle bundle = bundles.of(version);
      NodeOptions options = place.shared() ? NodeOptions.OPEN_MANY : NodeOptions.OPEN_SINGLE;
      pep.publish(place.node(), place.item(), format.encodeBundle(bundle), options);
      bundles.published(bundle);
    }
  }

  /** Servers lose things: a bundle that nobody can read is as good as none. */
  private boolean isPublished(BundlePlace place) throws TransportException {
    return pep.item(surroundings.account(), place.node(), place.item()).isPresent();
  }

  /**
   * Adds this device to the list when it is missing there (XEP-0384 §5.3.1), and takes out those
   * whose place it took. Looks again before, as another device may have come meanwhile.
   */
  void list(OmemoVersion version) throws TransportException, StoreException {
    DeviceList published = directory.own(version);
    DeviceList list = withoutReplaced(published);
    if (list.contains(self.id()) && list.equals(published)) {
      return;
    }
    WireFormat format = WireFormat.of(version);
    list = list.contains(self.id()) ? list : withRoom(list).with(self.id());
    pep.publish(format.devicesNode(), CURRENT, format.encodeDevices(list), NodeOptions.OPEN_SINGLE);
    directory.remember(surroundings.account(), version, list);
  }

  private DeviceList withoutReplaced(DeviceList published) throws StoreException {
    DeviceList list = published;
    for (Generations.Replaced each : replaced()) {
      list = list.without(each.device());
    }
    return list;
  }

  private List<Generations.Replaced> replaced() throws StoreException {
    return surroundings.store().transaction(rows -> new Generations(rows).replaced());
  }

  /** Nobody has so many devices: this one is not kept out by what somebody wrote there. */
  private static DeviceList withRoom(DeviceList list) {
    return list.devices().size() < DeviceList.MAX_DEVICES
        ? list
        : list.without(list.devices().last());
  }
}
