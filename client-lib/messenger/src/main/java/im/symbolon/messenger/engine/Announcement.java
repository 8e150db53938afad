package im.symbolon.messenger.engine;

import im.symbolon.messenger.core.Surroundings;
import im.symbolon.messenger.core.ThisDevice;
import im.symbolon.messenger.records.OwnDevice;
import im.symbolon.messenger.store.StoreException;
import im.symbolon.messenger.xmpp.NodeOptions;
import im.symbolon.messenger.xmpp.Pep;
import im.symbolon.messenger.xmpp.TransportException;
import im.symbolon.protocol.DeviceId;
import im.symbolon.protocol.OmemoVersion;
import im.symbolon.protocol.keys.Bundle;
import im.symbolon.protocol.omemo.BundlePlace;
import im.symbolon.protocol.omemo.DeviceList;
import im.symbolon.protocol.omemo.WireFormat;
import java.util.Set;

/** Publishes this device's bundle and its place in the list, one version of OMEMO at a time. */
final class Announcement {
  private static final String CURRENT = "current";

  private final Surroundings surroundings;
  private final ThisDevice self;
  private final OwnBundles bundles;
  private final Directory directory;
  private final Pep pep;

  Announcement(Surroundings surroundings, ThisDevice self, Directory directory, Pep pep) {
    this.surroundings = surroundings;
    this.self = self;
    this.bundles = new OwnBundles(surroundings, self, new OwnKeys(surroundings));
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

  /** The list of one version, as it was published just now. */
  DeviceList published(OmemoVersion version) throws TransportException, StoreException {
    return directory.own(version);
  }

  /**
   * Adds this device to the list when it is missing there (XEP-0384 §5.3.1), and takes those out
   * that are not to be there. Looks again before, as another device may have come meanwhile.
   */
  void list(OmemoVersion version, Set<DeviceId> excluded)
      throws TransportException, StoreException {
    DeviceList published = directory.own(version);
    DeviceList list = without(published, excluded);
    list = list.contains(self.id()) ? list : withRoom(list).with(self.id());
    publish(version, published, list);
  }

  /** Takes this device out of the list: it was removed from its account. */
  void leave(OmemoVersion version) throws TransportException, StoreException {
    DeviceList published = directory.own(version);
    publish(version, published, published.without(self.id()));
  }

  private void publish(OmemoVersion version, DeviceList before, DeviceList list)
      throws TransportException, StoreException {
    if (list.equals(before)) {
      return;
    }
    WireFormat format = WireFormat.of(version);
    if (list.isEmpty()) {
      pep.retract(format.devicesNode(), CURRENT);
    } else {
      pep.publish(
          format.devicesNode(), CURRENT, format.encodeDevices(list), NodeOptions.OPEN_SINGLE);
    }
    directory.remember(surroundings.account(), version, list);
  }

  private static DeviceList without(DeviceList list, Set<DeviceId> excluded) {
    DeviceList left = list;
    for (DeviceId each : excluded) {
      left = left.without(each);
    }
    return left;
  }

  /** Nobody has so many devices: this one is not kept out by what somebody wrote there. */
  private static DeviceList withRoom(DeviceList list) {
    return list.devices().size() < DeviceList.MAX_DEVICES
        ? list
        : list.without(list.devices().last());
  }
}
